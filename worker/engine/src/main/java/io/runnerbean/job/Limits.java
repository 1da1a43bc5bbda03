package io.runnerbean.job;

import java.time.Duration;

/**
 * How much of a job type may be at work, over all workers together. What is over a limit waits in
 * custody, and so every run of a type that has limits is taken into custody first.
 *
 * @param concurrency how many attempts may run at once, at least 1
 * @param starts how many attempts may begin in any stretch of time of this length, at least 1
 * @param period that length
 */
public record Limits(int concurrency, int starts, Duration period) {

  /** More than there will ever be. */
  private static final int UNLIMITED = Integer.MAX_VALUE;

  public Limits {
    if (concurrency < 1 || starts < 1) {
      throw new IllegalArgumentException(
          "concurrency is %d and starts are %d: at least 1 each".formatted(concurrency, starts));
    }
    if (!period.isPositive()) {
      throw new IllegalArgumentException("period is " + period + ": more than nothing");
    }
  }

  /** As much as there is room for. */
  public static Limits none() {
    return new Limits(UNLIMITED, UNLIMITED, Duration.ofSeconds(1));
  }

  public Limits concurrency(int most) {
    return new Limits(most, starts, period);
  }

  /** At most so many starts within any such time. */
  public Limits rate(int most, Duration within) {
    return new Limits(concurrency, most, within);
  }

  public boolean isNone() {
    return !hasConcurrency() && !hasRate();
  }

  /** Whether it is limited how many run at once. */
  public boolean hasConcurrency() {
    return concurrency != UNLIMITED;
  }

  /** Whether it is limited how many begin in a time. */
  public boolean hasRate() {
    return starts != UNLIMITED;
  }
}
