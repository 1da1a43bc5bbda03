package io.runnerbean.sqsd;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A sleep that ends at once when the daemon stops. */
final class Pause {

  private final CountDownLatch over = new CountDownLatch(1);

  /** Ends current and future sleeps. */
  void end() {
    over.countDown();
  }

  boolean isOver() {
    return over.getCount() == 0;
  }

  void sleep(Duration time) {
    try {
      boolean _ = over.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      end();
    }
  }
}
