package io.runnerbean.job;

import java.time.Duration;

/**
 * How many runs of a job type may run or start, over all workers together. Every run of a type that
 * has limits is queued first, and waits there while a limit is reached.
 *
 * @param concurrency how many attempts may run at once, at least 1
 * @param starts how many attempts may begin in any period of the given length, at least 1
 * @param period that length, must be positive
 */
public record Limits(int concurrency, int starts, Duration period) {

  /** There is no limit. */
  private static final int UNLIMITED = Integer.MAX_VALUE;

  public Limits {
    if (concurrency < 1 || starts < 1) {
      throw new IllegalArgumentException(
          "concurrency and starts must be at least 1, were %d and %d"
              .formatted(concurrency, starts));
    }
    if (!period.isPositive()) {
      throw new IllegalArgumentException("period must be positive, was " + period);
    }
  }

  /** No limits. */
  public static Limits none() {
    return new Limits(UNLIMITED, UNLIMITED, Duration.ofSeconds(1));
  }

  public Limits concurrency(int most) {
    return new Limits(most, starts, period);
  }

  /** At most this many starts in any period of this length. */
  public Limits rate(int most, Duration within) {
    return new Limits(concurrency, most, within);
  }

  public boolean isNone() {
    return !hasConcurrency() && !hasRate();
  }

  /** Whether there is a limit of attempts that run at once. */
  public boolean hasConcurrency() {
    return concurrency != UNLIMITED;
  }

  /** Whether there is a limit of attempts that begin in a period. */
  public boolean hasRate() {
    return starts != UNLIMITED;
  }
}
