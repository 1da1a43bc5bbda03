package io.runnerbean.job;

import java.time.Duration;

/**
 * A unit of background work. One instance serves all messages of its type, on several threads at
 * once, so it must not keep state of its own.
 *
 * <p>Everything that {@link #run} writes through {@link JobContext#session()} is committed together
 * with the row of the run, or not at all. Effects elsewhere (mail, HTTP calls) happen at least
 * once.
 *
 * @param <P> the payload
 * @see LongRunningJob for work of more than some minutes
 */
public non-sealed interface Job<P extends Record> extends JobDefinition<P> {

  /**
   * Does the work.
   *
   * @throws Exception any: the job's writes are rolled back, and the run is retried as {@link
   *     #retries()} says
   */
  JobResult run(P payload, JobContext context) throws Exception;

  /**
   * How many runs may share a transaction, and so a COMMIT: 1 to 1000, by default 1. Those that
   * wait at the same moment share one; none waits for others.
   *
   * <p>Use more than one for short jobs whose only effects are those of their session. They share
   * the session too, so one run may see entities that another has loaded or changed. If one of the
   * runs fails or takes longer than 50 ms, the writes of all are rolled back, and they run again
   * without it. What one of them locks stays locked until the last has ended.
   */
  default int runsPerTransaction() {
    return 1;
  }

  /**
   * Whether the job has effects that the transaction does not cover, such as a mail or a call of
   * another service. If so, each delivery first asks whether another delivery of the message runs
   * or is done. That costs one statement per run, and the connection is taken before the job
   * begins. By default false.
   */
  default boolean hasExternalEffects() {
    return false;
  }

  /**
   * By default four minutes. It must be below the worker's delivery timeout, because the daemon
   * waits for the answer that long.
   */
  @Override
  default Duration timeout() {
    return Duration.ofMinutes(4);
  }
}
