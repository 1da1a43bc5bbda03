package io.runnerbean.job;

import java.time.Duration;
import java.util.Optional;

/**
 * What every kind of job has: its name, and rules for its runs. Each method must return the same
 * value every time.
 *
 * @param <P> the payload: a record, bound from JSON and checked against its Jakarta Validation
 *     constraints
 */
public sealed interface JobDefinition<P extends Record> permits Job, LongRunningJob {

  /** The name by which messages call this job, and the class of its payload. */
  JobType<P> type();

  /** When a failed run is retried, and when it is dead. */
  default RetryPolicy retries() {
    return RetryPolicy.exponential();
  }

  /** How many of its runs may run or start, over all workers together. */
  default Limits limits() {
    return Limits.none();
  }

  /** Which of its runs are the same work; empty if no two are. */
  default Optional<Unique<P>> unique() {
    return Optional.empty();
  }

  /**
   * How long an attempt may take. After that its thread is interrupted, the statement that it waits
   * for is cancelled, and the attempt has failed.
   */
  Duration timeout();
}
