/**
 * Starts the worker as it ships, on this machine or in its image, and trains its AOT cache.
 *
 * <p>Entry points: {@link io.runnerbean.bench.launch.Launcher}, {@link
 * io.runnerbean.bench.launch.AotTraining}. May use: load, the testkit. Threads: the caller's.
 */
@NullMarked
package io.runnerbean.bench.launch;

import org.jspecify.annotations.NullMarked;
