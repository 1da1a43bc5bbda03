package io.runnerbean.job;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt ended, as the job sees it. A job that throws has failed, which needs no result. Of
 * all but success, what the job wrote is rolled back.
 */
public sealed interface JobResult {

  /**
   * The work is done: its writes are committed.
   *
   * @param result what JSON is made of and history keeps, at most 4096 bytes of it: a job whose
   *     result is larger has failed; null: nothing
   */
  record Succeeded(@Nullable Object result) implements JobResult {}

  /**
   * The attempt has failed, and the run is tried again, unless {@link Job#retries()} allows no
   * more.
   *
   * @param reason for whoever looks for it in history
   * @param delay how long to wait before that; null: as {@link Job#retries()} says
   */
  record RetryLater(String reason, @Nullable Duration delay) implements JobResult {}

  /** It is too early: the run comes back after this time, and no attempt is counted. */
  record Snoozed(Duration delay) implements JobResult {}

  /**
   * The run is of no use any more: it is not tried again, and a dead letter keeps it.
   *
   * @param reason for whoever looks for it in history
   */
  record Discarded(String reason) implements JobResult {}

  static JobResult succeeded() {
    return new Succeeded(null);
  }

  /** With something to find in history. */
  static JobResult succeeded(Object result) {
    return new Succeeded(result);
  }

  static JobResult retryLater(String reason) {
    return new RetryLater(reason, null);
  }

  static JobResult retryLater(String reason, Duration delay) {
    return new RetryLater(reason, delay);
  }

  static JobResult snoozed(Duration delay) {
    return new Snoozed(delay);
  }

  static JobResult discarded(String reason) {
    return new Discarded(reason);
  }
}
