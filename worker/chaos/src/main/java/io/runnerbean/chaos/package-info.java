/**
 * Proof by faults: real workers, daemons and servers are killed and cut off while jobs run, and an
 * audit counts what was lost or done twice.
 *
 * <p>Entry point: {@link io.runnerbean.chaos.Chaos}. May use: its subpackages, testkit, config,
 * cli. Threads: one that ends processes, one that makes faults, two that send and cancel jobs.
 */
@NullMarked
package io.runnerbean.chaos;

import org.jspecify.annotations.NullMarked;
