package io.runnerbean.sqsd;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Permits for POSTs: one for each connection to the app. */
final class ConnectionPermits {

  private static final Duration FIRST_WAIT = Duration.ofMillis(500);
  private static final Duration LINGER = Duration.ofMillis(5);

  private final int total;
  private final Semaphore permits;
  private final ReentrantLock gathering = new ReentrantLock();

  ConnectionPermits(int total) {
    this.total = total;
    this.permits = new Semaphore(total);
  }

  /**
   * Acquires permits, up to {@code max}. Waits for the first one, and returns 0 if none becomes
   * free in time. Then waits 5 ms for more, because a call to SQS costs the same for one message as
   * for ten. Only one caller gathers at a time: two would share what becomes free, and need two
   * calls for it.
   */
  int acquireUpTo(int max) {
    long end = System.nanoTime() + FIRST_WAIT.toNanos();
    try {
      if (!gathering.tryLock(FIRST_WAIT.toNanos(), TimeUnit.NANOSECONDS)) {
        return 0;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
    try {
      return acquire(1, left(end)) ? 1 + acquireMore(max - 1) : 0;
    } finally {
      gathering.unlock();
    }
  }

  private int acquireMore(int max) {
    long end = System.nanoTime() + LINGER.toNanos();
    int taken = 0;
    while (taken < max && acquire(1, left(end))) {
      taken++;
    }
    return taken;
  }

  private static Duration left(long end) {
    return Duration.ofNanos(end - System.nanoTime());
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
