package io.runnerbean.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A task continues after a fault. It is not ready while it is stuck. */
@Timeout(60)
class PeriodicTaskTest {

  private static final Duration SHORT = Duration.ofMillis(1);

  @Test
  void continuesAfterAnyFault() throws Exception {
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

  @Test
  void isNotReadyWhileItHangs() throws Exception {
    AtomicLong now = new AtomicLong();
    CountDownLatch began = new CountDownLatch(1);
    CountDownLatch proceed = new CountDownLatch(1);
    CountDownLatch again = new CountDownLatch(2);
    Runnable hanging =
        () -> {
          began.countDown();
          again.countDown();
          awaitUninterruptibly(proceed);
        };
    try (PeriodicTask task = new PeriodicTask("hanging", SHORT, SHORT, hanging, now::get).begin()) {
      assertThat(began.await(30, TimeUnit.SECONDS)).isTrue();
      now.addAndGet(Duration.ofMinutes(2).toNanos());
      assertThat(task.problem()).isEmpty();
      now.addAndGet(Duration.ofSeconds(1).toNanos());
      assertThat(task.problem()).hasValue("its thread has been stuck for 121 s");
      proceed.countDown();
      assertThat(again.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(task.problem()).as("once it continues").isEmpty();
    }
  }

  @Test
  void isReadyDuringALongPeriod() {
    AtomicLong now = new AtomicLong();
    Duration hour = Duration.ofHours(1);
    try (PeriodicTask task = new PeriodicTask("hourly", hour, hour, () -> {}, now::get).begin()) {
      now.addAndGet(Duration.ofHours(10).toNanos());
      assertThat(task.problem()).isEmpty();
    }
  }

  @Test
  void isNotReadyOnceItsThreadIsDead() {
    AtomicLong now = new AtomicLong();
    PeriodicTask task = new PeriodicTask("dead", SHORT, SHORT, () -> {}, now::get).begin();
    task.close();
    now.addAndGet(Duration.ofMinutes(3).toNanos());
    assertThat(task.problem()).hasValue("its thread has been stuck for 180 s");
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
