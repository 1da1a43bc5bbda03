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
 * @param <P> the payload: a record, bound from JSON and checked against its Jakarta Validation
 *     constraints
 */
public interface Job<P extends Record> {

  /** The name that messages call this job by, and its payload. Always the same. */
  JobType<P> type();

  /**
   * Does the work.
   *
   * @throws Exception any: the job's writes are rolled back, and the run is tried again as {@link
   *     #retries()} says
   */
  JobResult run(P payload, JobContext context) throws Exception;

  /** What becomes of a run that failed. Always the same. */
  default RetryPolicy retries() {
    return RetryPolicy.exponential();
  }

  /**
   * How long an attempt may take, by default four minutes. Then its thread is interrupted, the
   * statement it waits for is cancelled, and the attempt has failed. Always the same; below the
   * worker's delivery timeout, since whoever delivers the message waits as long.
   */
  default Duration timeout() {
    return Duration.ofMinutes(4);
  }
}
