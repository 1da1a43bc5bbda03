package io.runnerbean.engine.poll;

import io.runnerbean.engine.sqs.PolledQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/**
 * The calls of SQS for one queue. All of them throw what the SDK throws.
 *
 * @param receiving the client of the calls that receive, which may wait long
 * @param sqs the client of all other calls
 */
record SqsQueue(SqsClient receiving, SqsClient sqs, PolledQueue config) implements AutoCloseable {

  /** The most messages in one call. */
  static final int BATCH = 10;

  /** The longest that SQS waits for a message. */
  static final Duration LONG_POLL = Duration.ofSeconds(20);

  private static final Duration RECEIVE = LONG_POLL.plusSeconds(10);

  /** Short, because a lost connection must not keep messages from being hidden longer in time. */
  private static final Duration ATTEMPT = Duration.ofSeconds(3);

  private static final Duration CALL = Duration.ofSeconds(10);

  static SqsQueue open(PolledQueue config) {
    return new SqsQueue(
        config.queue().connectForPolling(QueuePoller.RECEIVERS, RECEIVE, RECEIVE),
        config.queue().connectForPolling(Acknowledger.CALLS + 1, ATTEMPT, CALL),
        config);
  }

  @Override
  public void close() {
    receiving.close();
    sqs.close();
  }

  /**
   * Receives up to 10 messages.
   *
   * @param wait how long SQS waits for the first, at most {@link #LONG_POLL}
   */
  List<PolledMessage> receive(int most, Duration wait) {
    ReceiveMessageRequest request =
        ReceiveMessageRequest.builder()
            .queueUrl(config.url())
            .maxNumberOfMessages(most)
            .waitTimeSeconds((int) wait.toSeconds())
            .visibilityTimeout((int) config.visibility().toSeconds())
            .messageAttributeNames(PolledMessage.ATTRIBUTES)
            .messageSystemAttributeNames(PolledMessage.SYSTEM_ATTRIBUTES)
            .build();
    return receiving.receiveMessage(request).messages().stream()
        .map(message -> new PolledMessage(message, config.name()))
        .toList();
  }

  /**
   * Deletes up to 10 messages.
   *
   * @return those that SQS refused; the id of each is the index of its message
   */
  List<BatchResultErrorEntry> delete(List<PolledMessage> messages) {
    List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
    for (PolledMessage message : messages) {
      entries.add(
          DeleteMessageBatchRequestEntry.builder()
              .id(String.valueOf(entries.size()))
              .receiptHandle(message.receiptHandle())
              .build());
    }
    return sqs.deleteMessageBatch(request -> request.queueUrl(config.url()).entries(entries))
        .failed();
  }

  /**
   * Hides up to 10 messages for this time from now on.
   *
   * @return those that SQS refused; the id of each is the index of its message
   */
  List<BatchResultErrorEntry> hide(List<PolledMessage> messages, Duration time) {
    List<ChangeMessageVisibilityBatchRequestEntry> entries = new ArrayList<>();
    for (PolledMessage message : messages) {
      entries.add(
          ChangeMessageVisibilityBatchRequestEntry.builder()
              .id(String.valueOf(entries.size()))
              .receiptHandle(message.receiptHandle())
              .visibilityTimeout((int) time.toSeconds())
              .build());
    }
    return sqs.changeMessageVisibilityBatch(
            request -> request.queueUrl(config.url()).entries(entries))
        .failed();
  }
}
