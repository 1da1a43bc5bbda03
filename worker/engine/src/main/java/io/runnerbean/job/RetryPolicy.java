package io.runnerbean.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * When a failed run is retried, and when it is dead instead. A dead run has a dead letter, which an
 * operator redrives or deletes.
 *
 * @param backoff how long to wait after each failure
 * @param maxAttempts how many attempts a run has, at least 1
 * @param maxAge how long after it was queued a run may still be retried, must be positive; a direct
 *     run is queued when its first attempt has failed
 * @param never failures that are never retried, with their subclasses
 */
public record RetryPolicy(
    Backoff backoff, int maxAttempts, Duration maxAge, List<Class<? extends Throwable>> never) {

  private static final int ATTEMPTS = 20;

  /** As long as SQS keeps a message. */
  private static final Duration AGE = Duration.ofDays(14);

  public RetryPolicy {
    if (maxAttempts < 1) {
      throw new IllegalArgumentException("maxAttempts must be at least 1, was " + maxAttempts);
    }
    if (!maxAge.isPositive()) {
      throw new IllegalArgumentException("maxAge must be positive, was " + maxAge);
    }
    never = List.copyOf(never);
  }

  /** The default: 20 attempts in about ten hours. The waits grow from five seconds to an hour. */
  public static RetryPolicy exponential() {
    return custom(Backoff.exponential(Duration.ofSeconds(5), Duration.ofHours(1)));
  }

  /** 20 attempts, with the same wait between them. */
  public static RetryPolicy fixed(Duration wait) {
    return custom(_ -> wait);
  }

  /** One attempt. */
  public static RetryPolicy none() {
    return exponential().maxAttempts(1);
  }

  /** 20 attempts, with the waits that the backoff returns. */
  public static RetryPolicy custom(Backoff backoff) {
    return new RetryPolicy(backoff, ATTEMPTS, AGE, List.of());
  }

  public RetryPolicy maxAttempts(int attempts) {
    return new RetryPolicy(backoff, attempts, maxAge, never);
  }

  public RetryPolicy maxAge(Duration age) {
    return new RetryPolicy(backoff, maxAttempts, age, never);
  }

  /** A run that fails with this exception, or a subclass of it, is dead at once. */
  public RetryPolicy neverOn(Class<? extends Throwable> failure) {
    List<Class<? extends Throwable>> more = new ArrayList<>(never);
    more.add(failure);
    return new RetryPolicy(backoff, maxAttempts, maxAge, more);
  }
}
