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
 * @param visibility how long SQS hides a message that was received, unless the worker extends the
 *     time; in whole seconds
 */
record SqsQueue(SqsClient sqs, PolledQueue config, Duration visibility) {

  /** The most messages in one call. */
  static final int BATCH = 10;

  /** The longest that SQS waits for a message. */
  static final Duration LONG_POLL = Duration.ofSeconds(20);

  /** Receives up to 10 messages; waits for the first. */
  List<PolledMessage> receive(int most) {
    ReceiveMessageRequest request =
        ReceiveMessageRequest.builder()
            .queueUrl(config.url())
            .maxNumberOfMessages(most)
            .waitTimeSeconds((int) LONG_POLL.toSeconds())
            .visibilityTimeout((int) visibility.toSeconds())
            .messageAttributeNames(PolledMessage.ATTRIBUTES)
            .messageSystemAttributeNames(PolledMessage.SYSTEM_ATTRIBUTES)
            .build();
    return sqs.receiveMessage(request).messages().stream()
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
