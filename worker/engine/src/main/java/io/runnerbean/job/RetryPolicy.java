package io.runnerbean.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * When a run that failed is tried again, and when it no longer is. A run that is not tried again is
 * dead: it stays in the ledger until a person settles it.
 *
 * @param backoff how long to wait after each failure
 * @param maxAttempts how many attempts a run has, at least 1
 * @param maxAge how long after its first attempt a run may still be tried
 * @param never failures that no further attempt can mend, with their subclasses
 */
public record RetryPolicy(
    Backoff backoff, int maxAttempts, Duration maxAge, List<Class<? extends Throwable>> never) {

  private static final int ATTEMPTS = 20;

  /** As long as SQS keeps a message. */
  private static final Duration AGE = Duration.ofDays(14);

  public RetryPolicy {
    if (maxAttempts < 1) {
      throw new IllegalArgumentException("maxAttempts is " + maxAttempts + ": at least 1");
    }
    if (!maxAge.isPositive()) {
      throw new IllegalArgumentException("maxAge is " + maxAge + ": more than nothing");
    }
    never = List.copyOf(never);
  }

  /** The default: 20 attempts in about ten hours, soon at first, then every hour. */
  public static RetryPolicy exponential() {
    return custom(Backoff.exponential(Duration.ofSeconds(5), Duration.ofHours(1)));
  }

  /** 20 attempts, always as far apart. */
  public static RetryPolicy fixed(Duration wait) {
    return custom(_ -> wait);
  }

  /** One attempt. */
  public static RetryPolicy none() {
    return exponential().maxAttempts(1);
  }

  /** 20 attempts, as far apart as this says. */
  public static RetryPolicy custom(Backoff backoff) {
    return new RetryPolicy(backoff, ATTEMPTS, AGE, List.of());
  }

  public RetryPolicy maxAttempts(int attempts) {
    return new RetryPolicy(backoff, attempts, maxAge, never);
  }

  public RetryPolicy maxAge(Duration age) {
    return new RetryPolicy(backoff, maxAttempts, age, never);
  }

  /** Makes this failure, and its subclasses, final. */
  public RetryPolicy neverOn(Class<? extends Throwable> failure) {
    List<Class<? extends Throwable>> more = new ArrayList<>(never);
    more.add(failure);
    return new RetryPolicy(backoff, maxAttempts, maxAge, more);
  }
}
