package io.runnerbean.engine.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.runnerbean.engine.lifecycle.HealthCheck;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReadinessTest {

  private volatile @Nullable String problem = "is away";
  private final AtomicInteger checks = new AtomicInteger();

  @Test
  void waitsUntilEveryPartIsReady() throws Exception {
    CountDownLatch passed = new CountDownLatch(1);
    try (Readiness readiness = Readiness.start(List.of(part(), part()))) {
      Thread poller =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  readiness.await();
                  passed.countDown();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
      await().atMost(Duration.ofSeconds(20)).until(() -> checks.get() >= 4);
      assertThat(passed.getCount()).as("it waits").isEqualTo(1);
      problem = null;
      assertThat(passed.await(20, TimeUnit.SECONDS)).isTrue();
      poller.join();
    }
  }

  private HealthCheck part() {
    return new HealthCheck() {
      @Override
      public String part() {
        return "database";
      }

      @Override
      public Optional<String> problem() {
        checks.incrementAndGet();
        return Optional.ofNullable(problem);
      }
    };
  }
}
