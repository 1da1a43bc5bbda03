/** The plot of the newest figures. */
@NullMarked
package io.runnerbean.dev.bench.plot;

import org.jspecify.annotations.NullMarked;
