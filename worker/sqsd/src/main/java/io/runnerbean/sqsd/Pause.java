package io.runnerbean.sqsd;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Sleep that ends at once when the daemon is to stop. */
final class Pause {

  private final CountDownLatch over = new CountDownLatch(1);

  /** Ends all sleep, now and later. */
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
