package io.runnerbean.sqsd;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** How many more POSTs may be under way. */
final class FreeConnections {

  private static final Duration WAIT = Duration.ofMillis(500);

  private final int all;
  private final Semaphore free;

  FreeConnections(int all) {
    this.all = all;
    this.free = new Semaphore(all);
  }

  /**
   * Takes all that are free, up to {@code most}; waits a moment for the first, and answers 0 if
   * none came free.
   */
  int takeUpTo(int most) {
    if (!acquire(1, WAIT)) {
      return 0;
    }
    int taken = 1;
    while (taken < most && free.tryAcquire()) {
      taken++;
    }
    return taken;
  }

  void giveBack(int count) {
    free.release(count);
  }

  /** Waits until nothing is under way. */
  boolean awaitAll(Duration time) {
    return acquire(all, time);
  }

  private boolean acquire(int count, Duration time) {
    try {
      return free.tryAcquire(count, time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
