/**
 * Sends jobs, and cancels and pauses them as operators do.
 *
 * <p>Entry point: {@link io.runnerbean.chaos.load.LoadGenerator}. May use: engine.admin, testkit.
 * Threads: those of the caller.
 */
@NullMarked
package io.runnerbean.chaos.load;

import org.jspecify.annotations.NullMarked;
