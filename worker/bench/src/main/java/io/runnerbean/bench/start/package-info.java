/** How long what ships takes to start, here or in its image, and what makes it start sooner. */
@NullMarked
package io.runnerbean.bench.start;

import org.jspecify.annotations.NullMarked;
