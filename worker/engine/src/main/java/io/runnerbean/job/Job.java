package io.runnerbean.job;

import java.time.Duration;

/**
 * A unit of background work. One instance serves all messages of its type, on several threads at
 * once, so it keeps no state of its own.
 *
 * <p>Everything that {@link #run} writes through {@link JobContext#session()} is committed together
 * with the message's receipt and its history row, or not at all. Effects elsewhere (mail, HTTP
 * calls) happen at least once.
 *
 * @param <P> the payload
 * @see LongRunningJob for work of more than some minutes
 */
public non-sealed interface Job<P extends Record> extends JobDefinition<P> {

  /**
   * Does the work.
   *
   * @throws Exception any: the job's writes are rolled back, and the run is tried again as {@link
   *     #retries()} says
   */
  JobResult run(P payload, JobContext context) throws Exception;

  /**
   * How many runs that wait in custody may do their work in one transaction, and so with one
   * COMMIT: 1 to 1000, by default 1. They do so only while more of them are due than there are
   * slots.
   *
   * <p>More than one is for short jobs that have no effects but those of their session. Should one
   * of them fail, what the others wrote is rolled back with it, and each is run again in a
   * transaction of its own. What one of them locks stays locked until the last has ended.
   */
  default int runsPerTransaction() {
    return 1;
  }

  /**
   * Whether the job has effects that the transaction does not cover, such as a mail or a call of
   * another service. Then each delivery first asks whether another one was first, and two that come
   * at once do not both run: one statement more for each run. By default false.
   */
  default boolean hasExternalEffects() {
    return false;
  }

  /**
   * By default four minutes. Below the worker's delivery timeout, since whoever delivers the
   * message waits as long.
   */
  @Override
  default Duration timeout() {
    return Duration.ofMinutes(4);
  }
}
