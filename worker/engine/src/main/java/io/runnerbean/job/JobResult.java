package io.runnerbean.job;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The result of an attempt. A job that throws has failed, and returns none. Unless the result is a
 * success, the job's writes are rolled back.
 */
public sealed interface JobResult {

  /** The reason if a job gives none. */
  String NO_REASON = "no reason given";

  /**
   * The work is done, and its writes are to be committed.
   *
   * @param result is kept with the run as JSON of at most 4096 bytes; if it is larger, the attempt
   *     fails; null: nothing is kept
   */
  record Succeeded(@Nullable Object result) implements JobResult {}

  /**
   * The attempt has failed. The run is retried, unless {@link Job#retries()} allows no further
   * attempt.
   *
   * @param reason is kept with the run
   * @param delay how long to wait before the next attempt; null: as {@link Job#retries()} says
   */
  record RetryLater(String reason, @Nullable Duration delay) implements JobResult {
    /** Replaces null, because the message of an exception may be null. */
    public RetryLater {
      reason = Objects.requireNonNullElse(reason, NO_REASON);
    }
  }

  /** It is too early. The run is due again after this time, and the attempt is not counted. */
  record Snoozed(Duration delay) implements JobResult {
    public Snoozed {
      Objects.requireNonNull(delay, "delay");
    }
  }

  /**
   * The run is no longer useful. It is not retried, and a dead letter keeps its payload.
   *
   * @param reason is kept with the run
   */
  record Discarded(String reason) implements JobResult {
    /** Replaces null, because the message of an exception may be null. */
    public Discarded {
      reason = Objects.requireNonNullElse(reason, NO_REASON);
    }
  }

  static JobResult succeeded() {
    return new Succeeded(null);
  }

  /** A success with a result that is kept with the run. */
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
