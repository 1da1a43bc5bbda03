package io.runnerbean.engine.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.engine.sqs.PolledQueue;
import io.runnerbean.engine.sqs.SqsQueueConfig;
import io.runnerbean.testkit.SqsExtension;
import io.runnerbean.testkit.SqsServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sqs.model.Message;

@Timeout(120)
class AcknowledgementIT {

  @RegisterExtension static final SqsExtension SQS = new SqsExtension();

  /** A machine may stall for two thirds of this time without a failure of the test. */
  private static final Duration VISIBILITY = Duration.ofSeconds(10);

  private SqsQueue queue;

  @BeforeEach
  void create(TestInfo test) {
    String url = SQS.createQueue(test.getTestMethod().orElseThrow().getName());
    SqsQueueConfig config = new SqsQueueConfig(url, SqsServer.REGION, SQS.server().endpoint());
    queue = new SqsQueue(SQS.client(), SQS.client(), new PolledQueue(config, 1, VISIBILITY));
  }

  @Test
  @DisplayName("a message is hidden as long as it is held")
  void extendsTheVisibilityTimeout() {
    send("held");
    try (HeldMessages held = HeldMessages.start(queue)) {
      PolledMessage message = receiveOne();
      held.add(message);
      assertThat(receiveWithin((int) VISIBILITY.plusSeconds(2).toSeconds())).isEmpty();
      held.remove(message);
      assertThat(receiveWithin(20)).hasSize(1);
    }
  }

  @Test
  @DisplayName("a message that SQS refuses to delete keeps none of the others")
  void deletesWhatItCan() {
    send("first");
    PolledMessage first = receiveOne();
    send("second");
    PolledMessage second = receiveOne();
    PolledMessage unknown =
        new PolledMessage(
            first.message().toBuilder().receiptHandle("unknown").build(), first.queue());
    try (Acknowledger acknowledger = new Acknowledger(queue)) {
      acknowledger.delete(first);
      acknowledger.delete(unknown);
      acknowledger.hide(second, Duration.ZERO);
    }
    assertThat(receiveWithin(20)).extracting(Message::body).containsExactly("second");
  }

  private void send(String body) {
    SQS.client().sendMessage(request -> request.queueUrl(queue.config().url()).messageBody(body));
  }

  private PolledMessage receiveOne() {
    return queue.receive(1, SqsQueue.LONG_POLL).getFirst();
  }

  private List<Message> receiveWithin(int seconds) {
    return SQS.client()
        .receiveMessage(request ->
            request.queueUrl(queue.config().url()).maxNumberOfMessages(10).waitTimeSeconds(seconds))
        .messages();
  }
}
