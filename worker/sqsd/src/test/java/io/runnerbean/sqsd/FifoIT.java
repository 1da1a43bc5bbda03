package io.runnerbean.sqsd;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.testkit.SqsExtension;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The order of messages of a FIFO queue. */
@Timeout(180)
class FifoIT {

  @RegisterExtension static final SqsExtension SQS = new SqsExtension();

  private static final Duration VISIBILITY = Duration.ofSeconds(10);

  @Test
  void keepsTheOrderWithinAGroupAlsoAfterAFailure() throws Exception {
    String queue = createQueue("orders.fifo");
    for (int i = 1; i <= 6; i++) {
      send(queue, "a", i);
      send(queue, "b", i);
    }
    Set<String> failed = ConcurrentHashMap.newKeySet();
    try (RawApp app =
            RawApp.answering(
                request -> request.body().equals("a3") && failed.add("a3") ? 500 : 200);
        Daemon _ = start(queue, app, Duration.ofSeconds(1))) {
      List<String> posted = new ArrayList<>();
      for (int i = 0; i < 13; i++) {
        posted.add(app.next().body());
      }
      assertThat(posted)
          .filteredOn(body -> body.startsWith("a"))
          .containsExactly("a1", "a2", "a3", "a3", "a4", "a5", "a6");
      assertThat(posted)
          .filteredOn(body -> body.startsWith("b"))
          .containsExactly("b1", "b2", "b3", "b4", "b5", "b6");
    }
  }

  @Test
  void postsGroupsSideBySide() throws Exception {
    String queue = createQueue("groups.fifo");
    CountDownLatch both = new CountDownLatch(2);
    try (RawApp app =
            RawApp.answering(request -> {
              both.countDown();
              return isOpen(both) ? 200 : 500;
            });
        Daemon _ = start(queue, app, null)) {
      send(queue, "a", 1);
      send(queue, "b", 1);
      assertThat(List.of(app.next().body(), app.next().body()))
          .containsExactlyInAnyOrder("a1", "b1");
      assertThat(isOpen(both)).as("each waits for the other").isTrue();
    }
  }

  /** Otherwise SQS would deliver the second to another daemon, and the order would be lost. */
  @Test
  void hidesMessagesThatWaitForOthersOfTheirGroup() throws Exception {
    String queue = createQueue("slow.fifo");
    send(queue, "a", 1);
    send(queue, "a", 2);
    CountDownLatch hidden = new CountDownLatch(1);
    try (RawApp app =
            RawApp.answering(request -> {
              if (request.body().equals("a1")) {
                takeLong();
              }
              return 200;
            });
        SqsClient client =
            TestDaemon.signalling(SQS, ChangeMessageVisibilityBatchRequest.class, hidden);
        Daemon _ = Daemon.start(config(queue, app, null), client, Clock.systemUTC())) {
      assertThat(app.next().body()).isEqualTo("a1");
      assertThat(isOpen(hidden)).isTrue();
      assertThat(app.next().body()).isEqualTo("a2");
    }
  }

  private static Daemon start(String queue, RawApp app, @Nullable Duration errorVisibility) {
    return Daemon.start(config(queue, app, errorVisibility), SQS.client(), Clock.systemUTC());
  }

  private static DaemonConfig config(String queue, RawApp app, @Nullable Duration errorVisibility) {
    DaemonConfig defaults = TestDaemon.config(queue, app.url(), 4, null, VISIBILITY);
    QueueConfig config = defaults.queue();
    return new DaemonConfig(
        new QueueConfig(
            queue, null, VISIBILITY, errorVisibility, config.retentionPeriod(), config.longPoll()),
        defaults.app(),
        defaults.schedules(),
        defaults.drainTimeout(),
        null);
  }

  /** Only real time uses up a visibility timeout: more than half a second of it. */
  private static void takeLong() {
    try {
      TimeUnit.MILLISECONDS.sleep(600);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isOpen(CountDownLatch latch) {
    try {
      return latch.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String createQueue(String name) {
    return SQS.client()
        .createQueue(request ->
            request
                .queueName(name)
                .attributes(
                    Map.of(
                        QueueAttributeName.FIFO_QUEUE, "true",
                        QueueAttributeName.CONTENT_BASED_DEDUPLICATION, "true")))
        .queueUrl();
  }

  private static void send(String queue, String group, int number) {
    SQS.client()
        .sendMessage(
            request -> request.queueUrl(queue).messageGroupId(group).messageBody(group + number));
  }
}
