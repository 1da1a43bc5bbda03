/** Figures that were written down, and what they are worth by now. */
@NullMarked
package io.runnerbean.bench.recorded;

import org.jspecify.annotations.NullMarked;
