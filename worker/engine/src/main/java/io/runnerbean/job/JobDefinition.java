package io.runnerbean.job;

import java.time.Duration;
import java.util.Optional;

/**
 * What is the same for every kind of job: its name, and what becomes of its runs. What these
 * methods return is always the same.
 *
 * @param <P> the payload: a record, bound from JSON and checked against its Jakarta Validation
 *     constraints
 */
public sealed interface JobDefinition<P extends Record> permits Job, LongRunningJob {

  /** The name that messages call this job by, and its payload. */
  JobType<P> type();

  /** What becomes of a run that failed. */
  default RetryPolicy retries() {
    return RetryPolicy.exponential();
  }

  /** How much of it may be at work, over all workers together. */
  default Limits limits() {
    return Limits.none();
  }

  /** Which of its runs are the same work; empty: none. */
  default Optional<Unique<P>> unique() {
    return Optional.empty();
  }

  /**
   * How long an attempt may take. Then its thread is interrupted, the statement it waits for is
   * cancelled, and the attempt has failed.
   */
  Duration timeout();
}
