/**
 * Calculates the resources that a rate of jobs requires from recorded figures.
 *
 * <p>Entry point: {@link io.runnerbean.bench.capacity.CapacityTables}. May use: recorded. Threads:
 * the caller's.
 */
@NullMarked
package io.runnerbean.bench.capacity;

import org.jspecify.annotations.NullMarked;
