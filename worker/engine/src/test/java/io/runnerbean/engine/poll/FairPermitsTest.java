package io.runnerbean.engine.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FairPermitsTest {

  private static final Duration SHORT = Duration.ofMillis(1);
  private static final Duration LONG = Duration.ofSeconds(2);

  @Test
  void becomeMoreWhileMessagesAreShort() throws Exception {
    FairPermits permits = new FairPermits(2, 12, 1);
    assertThat(permits.acquire(0, 10)).as("as many as can run").isEqualTo(2);
    permits.release(SHORT);
    permits.release(SHORT);
    assertThat(permits.acquire(0, 10)).as("two more").isEqualTo(4);
    permits.giveBack(0, 4);
    for (int i = 0; i < 20; i++) {
      assertThat(permits.acquire(0, 1)).isEqualTo(1);
      permits.release(SHORT);
    }
    assertThat(permits.acquire(0, 10)).isEqualTo(10);
    assertThat(permits.acquire(0, 10)).as("what is left, after a short wait").isEqualTo(2);
    assertThat(permits.awaitIdle(Duration.ofMillis(1))).isFalse();
    permits.giveBack(0, 12);
    assertThat(permits.awaitIdle(LONG)).isTrue();
  }

  @Test
  void becomeFewerWhileMessagesTakeLong() throws Exception {
    FairPermits permits = new FairPermits(4, 100, 1);
    for (int i = 0; i < 40; i++) {
      assertThat(permits.acquire(0, 1)).isEqualTo(1);
      permits.release(SHORT);
    }
    assertThat(permits.acquire(0, 100)).isEqualTo(44);
    for (int i = 0; i < 20; i++) {
      permits.release(LONG);
    }
    permits.giveBack(0, 24);
    assertThat(permits.acquire(0, 100)).as("as many as can run").isEqualTo(4);
  }

  @Test
  @DisplayName("while permits are scarce, a queue of weight 3 gets three times as many as one of 1")
  void followTheWeights() throws Exception {
    FairPermits permits = new FairPermits(1, 1, 3, 1);
    BlockingQueue<Integer> taken = new ArrayBlockingQueue<>(1000);
    assertThat(permits.acquire(0, 1)).isEqualTo(1);
    Thread heavy = take(0, permits, taken);
    Thread light = take(1, permits, taken);
    awaitWaiting(heavy, light);
    int[] counts = new int[2];
    for (int i = 0; i < 400; i++) {
      permits.release(SHORT);
      Integer queue = taken.poll(10, TimeUnit.SECONDS);
      assertThat(queue).isNotNull();
      counts[queue]++;
      awaitWaiting(heavy, light);
    }
    heavy.interrupt();
    light.interrupt();
    assertThat(counts[0]).isBetween(298, 302);
    assertThat(counts[1]).isBetween(98, 102);
  }

  private static Thread take(int queue, FairPermits permits, BlockingQueue<Integer> taken) {
    return Thread.ofPlatform()
        .start(() -> {
          try {
            while (permits.acquire(queue, 1) == 1) {
              taken.put(queue);
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  /** Both threads wait for a permit, so that the permits decide who is next. */
  private static void awaitWaiting(Thread... threads) {
    for (Thread thread : threads) {
      while (thread.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
    }
  }
}
