/**
 * Benchmarks: each compares the worker with a baseline, in the same run on the same machine.
 *
 * <p>Entry points: {@link io.runnerbean.bench.BenchCommand}, {@link
 * io.runnerbean.bench.CapacityCommand}. May use: its packages, the testkit, and the modules that
 * ship. Threads: the caller's, except for those that fill queues and make checkpoints; everything
 * that is measured runs in another process.
 */
@NullMarked
package io.runnerbean.bench;

import org.jspecify.annotations.NullMarked;
