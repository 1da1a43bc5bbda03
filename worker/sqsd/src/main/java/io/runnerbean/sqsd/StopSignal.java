package io.runnerbean.sqsd;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The signal to the daemon's threads that the daemon stops. */
final class StopSignal {

  private final CountDownLatch latch = new CountDownLatch(1);

  /** Sets the signal, and ends current and future sleeps. */
  void set() {
    latch.countDown();
  }

  boolean isSet() {
    return latch.getCount() == 0;
  }

  /** Sleeps for this time, or until the signal is set. */
  void sleep(Duration time) {
    try {
      boolean _ = latch.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      set();
    }
  }
}
