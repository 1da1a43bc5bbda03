package io.runnerbean.engine.slots;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SharedSlotsTest {

  private static final Duration LONG = Duration.ofMinutes(1);

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final SharedSlots shared = new SharedSlots(8);
  private final Slots custody = shared.forCustody();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void eitherHasAllWhileTheOtherWantsNone() throws Exception {
    for (int i = 0; i < 8; i++) {
      assertThat(shared.takeForDelivery(Duration.ZERO)).isTrue();
    }
    assertThat(shared.takeForDelivery(Duration.ZERO)).isFalse();
    for (int i = 0; i < 8; i++) {
      shared.releaseDeliverys();
    }
    assertThat(custody.take(Integer.MAX_VALUE)).isEqualTo(8);
    assertThat(shared.takeForDelivery(Duration.ZERO)).isFalse();
  }

  @Test
  void whenBothWaitCustodyGoesFirstUntilItHasAQuarter() throws Exception {
    for (int i = 0; i < 8; i++) {
      assertThat(shared.takeForDelivery(LONG)).isTrue();
    }
    List<Future<Boolean>> deliveries = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      deliveries.add(threads.submit(() -> shared.takeForDelivery(LONG)));
    }
    List<Future<Integer>> runs = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      runs.add(threads.submit(() -> custody.take(1)));
    }
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> shared.waiting() == 8);
    for (int released = 1; released <= 4; released++) {
      shared.releaseDeliverys();
      int expected = released;
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> done(runs) + done(deliveries) == expected);
      assertThat(done(runs)).isEqualTo(Math.min(released, 2));
    }
    custody.release(1);
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> done(runs) == 3);
    assertThat(done(deliveries))
        .as("what custody gives back below its quarter is its")
        .isEqualTo(2);
  }

  @Test
  void aDeliveryThatIsNotServedInTimeTakesNothing() throws Exception {
    for (int i = 0; i < 8; i++) {
      assertThat(shared.takeForDelivery(LONG)).isTrue();
    }
    assertThat(shared.takeForDelivery(Duration.ofMillis(10))).isFalse();
    shared.releaseDeliverys();
    assertThat(custody.take(1)).isEqualTo(1);
  }

  @Test
  void quietIsWhenCustodyHasNone() throws Exception {
    int taken = custody.take(2);
    Future<Boolean> quiet =
        threads.submit(() -> {
          custody.awaitQuiet(LONG);
          return true;
        });
    custody.release(taken - 1);
    assertThat(quiet.isDone()).isFalse();
    custody.release(1);
    assertThat(quiet.get(30, TimeUnit.SECONDS)).isTrue();
  }

  private static long done(List<? extends Future<?>> futures) {
    return futures.stream().filter(Future::isDone).count();
  }
}
