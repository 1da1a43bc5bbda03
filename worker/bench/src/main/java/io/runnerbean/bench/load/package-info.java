/**
 * Load generators, each in its own process.
 *
 * <p>Entry point: {@link io.runnerbean.bench.load.LoadProcess}. May use: the engine, the daemon's
 * client, the testkit. Threads: in the other process, one for each connection or poller; in this
 * one, the caller's.
 */
@NullMarked
package io.runnerbean.bench.load;

import org.jspecify.annotations.NullMarked;
