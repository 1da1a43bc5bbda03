package io.runnerbean.sqsd;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Counts how many more POSTs may start. */
final class FreeConnections {

  private static final Duration WAIT = Duration.ofMillis(500);
  private static final Duration LINGER = Duration.ofMillis(5);

  private final int all;
  private final Semaphore free;

  FreeConnections(int all) {
    this.all = all;
    this.free = new Semaphore(all);
  }

  /**
   * Takes free connections, up to {@code most}. Waits for the first one, and returns 0 if none
   * becomes free in time. Then waits a moment for more, because a call to SQS costs the same for
   * one message as for ten.
   */
  int takeUpTo(int most) {
    if (!acquire(1, WAIT)) {
      return 0;
    }
    long end = System.nanoTime() + LINGER.toNanos();
    int taken = 1;
    while (taken < most && acquire(1, Duration.ofNanos(end - System.nanoTime()))) {
      taken++;
    }
    return taken;
  }

  void giveBack(int count) {
    free.release(count);
  }

  /** Waits until no POST is open. Returns whether that happened in time. */
  boolean awaitAll(Duration time) {
    return acquire(all, time);
  }

  private boolean acquire(int count, Duration time) {
    try {
      return free.tryAcquire(count, time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
