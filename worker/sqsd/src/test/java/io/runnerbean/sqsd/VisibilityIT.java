package io.runnerbean.sqsd;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.testkit.SqsExtension;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/** Tests when SQS delivers a message again. */
@Timeout(180)
class VisibilityIT {

  @RegisterExtension static final SqsExtension SQS = new SqsExtension();

  private static final Duration RETENTION = Duration.ofDays(14);

  @Test
  void deliversAFailedMessageAfterTheErrorVisibilityTimeout() throws Exception {
    String queue = SQS.createQueue("error-visibility");
    AtomicInteger posts = new AtomicInteger();
    try (RawApp app = RawApp.answering(request -> posts.incrementAndGet() < 3 ? 500 : 200);
        Daemon _ = start(queue, app, Duration.ofSeconds(1), 1, RETENTION)) {
      send(queue);
      assertThat(app.next().header("X-Aws-Sqsd-Receive-Count")).isEqualTo("1");
      assertThat(app.next().header("X-Aws-Sqsd-Receive-Count")).isEqualTo("2");
      assertThat(app.next().header("X-Aws-Sqsd-Receive-Count")).isEqualTo("3");
      await().until(() -> count(queue) == 0);
    }
  }

  @Test
  void keepsAFailedMessageHiddenForTheVisibilityTimeout() throws Exception {
    String queue = SQS.createQueue("no-error-visibility");
    try (RawApp app = RawApp.answering(request -> 500)) {
      try (Daemon _ = start(queue, app, null, 1, RETENTION)) {
        send(queue);
        app.next();
      }
      assertThat(SQS.client().receiveMessage(request -> request.queueUrl(queue)).messages())
          .isEmpty();
      assertThat(count(queue)).isEqualTo(1);
    }
  }

  @Test
  void deletesAMessageAfterTheRetentionPeriodWithoutAPost() throws Exception {
    String queue = SQS.createQueue("retention");
    try (RawApp app = RawApp.answering(request -> 500);
        Daemon _ = start(queue, app, Duration.ofSeconds(3), 1, Duration.ofSeconds(1))) {
      send(queue);
      assertThat(app.next().header("X-Aws-Sqsd-Receive-Count")).isEqualTo("1");
      await().until(() -> count(queue) == 0);
      assertThat(app.unseen()).as("after the second receive").isZero();
    }
  }

  @Test
  void handsBackMessagesThatArriveDuringAStop() throws Exception {
    String queue = SQS.createQueue("hand-back");
    CountDownLatch polling = new CountDownLatch(1);
    try (RawApp app = RawApp.answering(request -> 200);
        SqsClient client = TestDaemon.signalling(SQS, ReceiveMessageRequest.class, polling)) {
      Daemon daemon =
          Daemon.start(config(queue, app, null, 20, RETENTION), client, Clock.systemUTC());
      assertThat(polling.await(60, TimeUnit.SECONDS)).isTrue();
      Thread closing = Thread.ofPlatform().start(daemon::close);
      await().until(() -> closing.getState() == Thread.State.WAITING);
      send(queue);
      closing.join(Duration.ofSeconds(60));
      assertThat(closing.isAlive()).isFalse();
      assertThat(app.unseen()).isZero();
    }
    Message message = receive(queue);
    assertThat(message.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT))
        .as("the daemon had received it")
        .isEqualTo("2");
  }

  @Test
  void readsMaxReceiveCountOfTheRedrivePolicy() {
    String dead = SQS.createQueue("dead");
    String queue = SQS.createQueue("redriven");
    Queue daemons = new Queue(SQS.client(), queueConfig(queue, null, 1, RETENTION));
    assertThat(daemons.maxReceiveCount()).isEmpty();
    String policy =
        "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":7}"
            .formatted(attribute(dead, QueueAttributeName.QUEUE_ARN));
    SQS.client()
        .setQueueAttributes(request ->
            request.queueUrl(queue).attributes(Map.of(QueueAttributeName.REDRIVE_POLICY, policy)));
    assertThat(daemons.maxReceiveCount()).hasValue(7);
  }

  private static Daemon start(
      String queue,
      RawApp app,
      @Nullable Duration errorVisibility,
      int longPoll,
      Duration retention) {
    return Daemon.start(
        config(queue, app, errorVisibility, longPoll, retention), SQS.client(), Clock.systemUTC());
  }

  private static DaemonConfig config(
      String queue,
      RawApp app,
      @Nullable Duration errorVisibility,
      int longPoll,
      Duration retention) {
    DaemonConfig defaults = TestDaemon.config(queue, app.url(), 4, null, Duration.ofMinutes(5));
    return new DaemonConfig(
        queueConfig(queue, errorVisibility, longPoll, retention),
        defaults.app(),
        defaults.schedules(),
        defaults.drainTimeout(),
        null);
  }

  private static QueueConfig queueConfig(
      String queue, @Nullable Duration errorVisibility, int longPoll, Duration retention) {
    return new QueueConfig(
        queue,
        null,
        Duration.ofMinutes(5),
        errorVisibility,
        retention,
        Duration.ofSeconds(longPoll));
  }

  private static void send(String queue) {
    SQS.client().sendMessage(request -> request.queueUrl(queue).messageBody("x"));
  }

  private static Message receive(String queue) {
    return SQS.client()
        .receiveMessage(request ->
            request
                .queueUrl(queue)
                .waitTimeSeconds(20)
                .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
        .messages()
        .getFirst();
  }

  /** Counts all messages, in flight or not. */
  private static int count(String queue) {
    return Integer.parseInt(attribute(queue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
        + Integer.parseInt(
            attribute(queue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE));
  }

  private static String attribute(String queue, QueueAttributeName name) {
    return SQS.client()
        .getQueueAttributes(request -> request.queueUrl(queue).attributeNames(name))
        .attributes()
        .getOrDefault(name, "");
  }

  private static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofSeconds(60));
  }
}
