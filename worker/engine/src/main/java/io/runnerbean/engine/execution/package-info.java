/**
 * Runs jobs: one attempt at one run, from its begin to its COMMIT.
 *
 * <p>Entry point: {@link io.runnerbean.engine.execution.JobExecutor#execute}. May use: store,
 * database, registry, slots, validation, lifecycle. Threads: the caller's; one timer and one thread
 * that reports what runs. Transactions: begins and ends those of attempts.
 */
@NullMarked
package io.runnerbean.engine.execution;

import org.jspecify.annotations.NullMarked;
