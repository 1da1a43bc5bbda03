package io.runnerbean.engine.slots;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SharedExecutionSlotsTest {

  private static final Duration LONG = Duration.ofMinutes(1);

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final SharedExecutionSlots shared = new SharedExecutionSlots(8, LONG);
  private final ExecutionSlots queue = shared.forQueue();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void eitherSideMayTakeAllSlotsWhileTheOtherWantsNone() throws Exception {
    for (int i = 0; i < 8; i++) {
      assertThat(shared.takeForDelivery(Duration.ZERO)).isTrue();
    }
    assertThat(shared.takeForDelivery(Duration.ZERO)).isFalse();
    for (int i = 0; i < 8; i++) {
      shared.releaseForDelivery();
    }
    assertThat(queue.take(Integer.MAX_VALUE)).isEqualTo(8);
    assertThat(shared.takeForDelivery(Duration.ZERO)).isFalse();
  }

  @Test
  void queuedRunsGoFirstUntilTheyHaveAQuarter() throws Exception {
    for (int i = 0; i < 8; i++) {
      assertThat(shared.takeForDelivery(LONG)).isTrue();
    }
    List<Future<Boolean>> deliveries = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      deliveries.add(threads.submit(() -> shared.takeForDelivery(LONG)));
    }
    List<Future<Integer>> runs = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      runs.add(threads.submit(() -> queue.take(1)));
    }
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> shared.waiting() == 8);
    for (int released = 1; released <= 4; released++) {
      shared.releaseForDelivery();
      int expected = released;
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> done(runs) + done(deliveries) == expected);
      assertThat(done(runs)).isEqualTo(Math.min(released, 2));
    }
    queue.release(1);
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> done(runs) == 3);
    assertThat(done(deliveries))
        .as("below its quarter, the queue gets the slot that it releases")
        .isEqualTo(2);
  }

  @Test
  void aDeliveryThatTimesOutTakesNoSlot() throws Exception {
    for (int i = 0; i < 8; i++) {
      assertThat(shared.takeForDelivery(LONG)).isTrue();
    }
    assertThat(shared.takeForDelivery(Duration.ofMillis(10))).isFalse();
    shared.releaseForDelivery();
    assertThat(queue.take(1)).isEqualTo(1);
  }

  @Test
  void isIdleWhenQueuedRunsHaveNoSlot() throws Exception {
    int taken = queue.take(2);
    Future<Boolean> idle =
        threads.submit(() -> {
          queue.awaitIdle(LONG);
          return true;
        });
    queue.release(taken - 1);
    assertThat(idle.isDone()).isFalse();
    queue.release(1);
    assertThat(idle.get(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void deliveriesGetSlotsInTheOrderOfTheirArrival() throws Exception {
    SharedExecutionSlots one = new SharedExecutionSlots(1, LONG);
    assertThat(one.takeForDelivery()).isTrue();
    Queue<Integer> order = new ConcurrentLinkedQueue<>();
    List<Future<?>> waiting = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      int number = i;
      waiting.add(
          threads.submit(() -> {
            assertThat(one.takeForDelivery()).isTrue();
            order.add(number);
            one.releaseForDelivery();
          }));
      Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> one.waiting() == number + 1);
    }
    one.releaseForDelivery();
    for (Future<?> delivery : waiting) {
      var _ = delivery.get(30, TimeUnit.SECONDS);
    }
    assertThat(order).containsExactly(0, 1, 2, 3, 4);
  }

  private static long done(List<? extends Future<?>> futures) {
    return futures.stream().filter(Future::isDone).count();
  }
}
