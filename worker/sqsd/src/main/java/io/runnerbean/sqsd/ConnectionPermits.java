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
  private final Semaphore turn = new Semaphore(1);

  ConnectionPermits(int total) {
    this.total = total;
    this.permits = new Semaphore(total);
  }

  /**
   * Acquires permits, up to {@code max}. Waits for the first one, and returns 0 if none becomes
   * free in time. Then waits 5 ms for more, because a call to SQS costs the same for one message as
   * for ten. Callers take turns. If two gathered at once, they would share the free permits, and
   * SQS would get two calls for the same messages.
   */
  int acquireUpTo(int max) {
    long end = System.nanoTime() + FIRST_WAIT.toNanos();
    if (!acquire(turn, 1, FIRST_WAIT)) {
      return 0;
    }
    try {
      return acquire(permits, 1, left(end)) ? 1 + acquireMore(max - 1) : 0;
    } finally {
      turn.release();
    }
  }

  void release(int count) {
    permits.release(count);
  }

  /** Waits until no POST is open. Returns whether that happened in time. */
  boolean awaitAll(Duration time) {
    return acquire(permits, total, time);
  }

  private int acquireMore(int max) {
    long end = System.nanoTime() + LINGER.toNanos();
    int taken = 0;
    while (taken < max && acquire(permits, 1, left(end))) {
      taken++;
    }
    return taken;
  }

  private static Duration left(long end) {
    return Duration.ofNanos(end - System.nanoTime());
  }

  private static boolean acquire(Semaphore from, int count, Duration time) {
    try {
      return from.tryAcquire(count, time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
