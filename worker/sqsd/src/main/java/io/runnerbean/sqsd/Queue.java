package io.runnerbean.sqsd;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/** The SQS queue that the daemon receives messages from. */
record Queue(SqsClient sqs, QueueConfig config) {

  private static final Logger LOG = LoggerFactory.getLogger(Queue.class);
  private static final Pattern MAX_RECEIVE_COUNT =
      Pattern.compile("\"maxReceiveCount\"\\s*:\\s*\"?(\\d{1,9})");

  /** The maximum number of messages in one call of SQS. */
  static final int BATCH = 10;

  /** Receives up to {@code max} messages, 1 to 10. Waits for the first. */
  List<ReceivedMessage> receive(int max) {
    return sqs.receiveMessage(request(max)).messages().stream().map(ReceivedMessage::new).toList();
  }

  /**
   * Deletes up to 10 messages, and returns an error for each that failed. The id of an error is the
   * index of its message in the list.
   */
  List<BatchResultErrorEntry> delete(List<ReceivedMessage> messages) {
    List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
    for (ReceivedMessage message : messages) {
      entries.add(entry(entries.size(), message));
    }
    return sqs.deleteMessageBatch(request -> request.queueUrl(config.url()).entries(entries))
        .failed();
  }

  /** Sends a scheduled message. */
  void send(ScheduledMessage message) {
    sqs.sendMessage(request ->
        request
            .queueUrl(config.url())
            .messageBody(ScheduledMessage.BODY)
            .messageAttributes(message.attributes()));
  }

  /** Makes a message that was not posted visible again at once, for any poller. */
  void handBack(ReceivedMessage message) {
    changeVisibility(message, Duration.ZERO);
  }

  /** Delays the next delivery of a message whose POST failed by the error visibility timeout. */
  void delayRetry(ReceivedMessage message) {
    Duration timeout = config.errorVisibilityTimeout();
    if (timeout != null) {
      changeVisibility(message, timeout);
    }
  }

  /**
   * Returns how often SQS delivers a message before it moves it to the dead-letter queue; empty if
   * there is no redrive policy.
   */
  OptionalInt maxReceiveCount() {
    String policy =
        sqs.getQueueAttributes(request ->
                request.queueUrl(config.url()).attributeNames(QueueAttributeName.REDRIVE_POLICY))
            .attributes()
            .getOrDefault(QueueAttributeName.REDRIVE_POLICY, "");
    Matcher count = MAX_RECEIVE_COUNT.matcher(policy);
    return count.find() ? OptionalInt.of(Integer.parseInt(count.group(1))) : OptionalInt.empty();
  }

  /** Hides a message for this time. If the call fails, the old visibility timeout applies. */
  private void changeVisibility(ReceivedMessage message, Duration time) {
    try {
      sqs.changeMessageVisibility(request ->
          request
              .queueUrl(config.url())
              .receiptHandle(message.receiptHandle())
              .visibilityTimeout((int) time.toSeconds()));
    } catch (SdkException e) {
      LOG.warn(
          "could not change the visibility timeout of message {}: {}",
          message.id(),
          e.getMessage());
    }
  }

  private ReceiveMessageRequest request(int max) {
    return ReceiveMessageRequest.builder()
        .queueUrl(config.url())
        .maxNumberOfMessages(max)
        .waitTimeSeconds((int) config.longPoll().toSeconds())
        .visibilityTimeout((int) config.visibilityTimeout().toSeconds())
        .messageAttributeNames("All")
        .messageSystemAttributeNames(ReceivedMessage.SYSTEM_ATTRIBUTES)
        .build();
  }

  private static DeleteMessageBatchRequestEntry entry(int index, ReceivedMessage message) {
    return DeleteMessageBatchRequestEntry.builder()
        .id(String.valueOf(index))
        .receiptHandle(message.receiptHandle())
        .build();
  }
}
