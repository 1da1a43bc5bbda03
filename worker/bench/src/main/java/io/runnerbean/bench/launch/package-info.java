/** How long what ships takes to start, here or in its image, and what makes it start sooner. */
@NullMarked
package io.runnerbean.bench.launch;

import org.jspecify.annotations.NullMarked;
