/** The sides of a benchmark: threads that do one job after another, in a process of their own. */
@NullMarked
package io.runnerbean.bench.load;

import org.jspecify.annotations.NullMarked;
