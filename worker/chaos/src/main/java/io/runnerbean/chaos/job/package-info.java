/**
 * The jobs, and the process of a worker that runs them.
 *
 * <p>Entry point: {@link io.runnerbean.chaos.job.WorkerMain}. May use: engine, io.runnerbean.job,
 * cli. Threads: those of the worker.
 */
@NullMarked
package io.runnerbean.chaos.job;

import org.jspecify.annotations.NullMarked;
