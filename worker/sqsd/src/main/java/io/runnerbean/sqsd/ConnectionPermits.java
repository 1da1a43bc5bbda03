package io.runnerbean.sqsd;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Permits for POSTs: one for each connection to the app. */
final class ConnectionPermits {

  private static final Duration FIRST_WAIT = Duration.ofMillis(500);
  private static final Duration LINGER = Duration.ofMillis(5);

  private final int total;
  private final Semaphore permits;

  ConnectionPermits(int total) {
    this.total = total;
    this.permits = new Semaphore(total);
  }

  /**
   * Acquires permits, up to {@code max}. Waits for the first one, and returns 0 if none becomes
   * free in time. Then waits 5 ms for more, because a call to SQS costs the same for one message as
   * for ten.
   */
  int acquireUpTo(int max) {
    if (!acquire(1, FIRST_WAIT)) {
      return 0;
    }
    long end = System.nanoTime() + LINGER.toNanos();
    int taken = 1;
    while (taken < max && acquire(1, Duration.ofNanos(end - System.nanoTime()))) {
      taken++;
    }
    return taken;
  }

  void release(int count) {
    permits.release(count);
  }

  /** Waits until no POST is open. Returns whether that happened in time. */
  boolean awaitAll(Duration time) {
    return acquire(total, time);
  }

  private boolean acquire(int count, Duration time) {
    try {
      return permits.tryAcquire(count, time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
