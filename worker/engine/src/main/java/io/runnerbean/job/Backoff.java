package io.runnerbean.job;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long a run waits after a failure. */
@FunctionalInterface
public interface Backoff {

  /** Doublings after which any wait is longer than any limit. */
  int MOST_DOUBLINGS = 30;

  /**
   * The wait before the next attempt; a negative one counts as none.
   *
   * @param failed how many attempts have failed, from 1
   */
  Duration after(int failed);

  /**
   * The wait doubles after each failure, up to a limit. Up to a quarter of it is subtracted at
   * random, so that runs that failed together are not retried together.
   */
  static Backoff exponential(Duration first, Duration limit) {
    return failed -> {
      long wait = first.toMillis() << Math.min(failed - 1, MOST_DOUBLINGS);
      long most = Math.min(wait, limit.toMillis());
      return Duration.ofMillis(most - ThreadLocalRandom.current().nextLong(most / 4 + 1));
    };
  }
}
