/** The sides of a benchmark: threads that do one job after another, in a process of their own. */
@NullMarked
package io.runnerbean.dev.bench.load;

import org.jspecify.annotations.NullMarked;
