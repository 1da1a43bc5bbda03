package io.runnerbean.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A fault does not end a task, and readiness sees one that is stuck. */
@Timeout(60)
class PeriodicTaskTest {

  private static final Duration SHORT = Duration.ofMillis(1);

  @Test
  void goesOnAfterAnyFault() throws Exception {
    CountDownLatch times = new CountDownLatch(5);
    Runnable faulty =
        () -> {
          times.countDown();
          if (times.getCount() % 2 == 0) {
            throw new IllegalStateException("no");
          }
          throw new AssertionError("no");
        };
    try (PeriodicTask task = PeriodicTask.start("faulty", SHORT, SHORT, faulty)) {
      assertThat(times.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(task.problem()).isEmpty();
    }
  }

  @Test
  void isInterruptedWhenItCloses() throws Exception {
    CountDownLatch began = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    Runnable endless =
        () -> {
          began.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.countDown();
          }
        };
    try (PeriodicTask _ = PeriodicTask.start("endless", SHORT, SHORT, endless)) {
      assertThat(began.await(30, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
  }
}
