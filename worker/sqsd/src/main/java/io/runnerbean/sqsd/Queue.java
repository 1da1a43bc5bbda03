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
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/** The queue that messages come from. */
record Queue(SqsClient sqs, QueueConfig config) {

  private static final Logger LOG = LoggerFactory.getLogger(Queue.class);
  private static final Pattern MAX_RECEIVE_COUNT =
      Pattern.compile("\"maxReceiveCount\"\\s*:\\s*\"?(\\d{1,9})");

  /** As many messages as SQS takes in one call. */
  static final int BATCH = 10;

  /** Up to {@code most} messages, 1 to 10; waits for the first. */
  List<ReceivedMessage> receive(int most) {
    return sqs.receiveMessage(request(most)).messages().stream().map(ReceivedMessage::new).toList();
  }

  /**
   * Deletes up to 10 messages, and answers why some could not be; their ids are places in the list.
   */
  List<BatchResultErrorEntry> delete(List<ReceivedMessage> messages) {
    List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
    for (ReceivedMessage message : messages) {
      entries.add(entry(entries.size(), message));
    }
    return sqs.deleteMessageBatch(request -> request.queueUrl(config.url()).entries(entries))
        .failed();
  }

  /** Puts a tick into the queue. */
  void send(Tick tick) {
    sqs.sendMessage(request ->
        request.queueUrl(config.url()).messageBody(Tick.BODY).messageAttributes(tick.attributes()));
  }

  /** Makes a message that was not posted come back at once, to whoever polls next. */
  void handBack(ReceivedMessage message) {
    hide(message, Duration.ZERO);
  }

  /** Makes a message whose POST failed come back when the configuration says, if it says. */
  void hideFailed(ReceivedMessage message) {
    Duration timeout = config.errorVisibilityTimeout();
    if (timeout != null) {
      hide(message, timeout);
    }
  }

  /**
   * How often it hands a message out before that goes to the dead-letter queue; empty: for ever.
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

  /** A message that cannot be hidden otherwise comes back when the visibility timeout says. */
  private void hide(ReceivedMessage message, Duration time) {
    try {
      sqs.changeMessageVisibility(request ->
          request
              .queueUrl(config.url())
              .receiptHandle(message.receiptHandle())
              .visibilityTimeout((int) time.toSeconds()));
    } catch (SdkException e) {
      LOG.warn("could not change when {} comes back: {}", message.id(), e.getMessage());
    }
  }

  private ReceiveMessageRequest request(int most) {
    return ReceiveMessageRequest.builder()
        .queueUrl(config.url())
        .maxNumberOfMessages(most)
        .waitTimeSeconds((int) config.longPoll().toSeconds())
        .visibilityTimeout((int) config.visibilityTimeout().toSeconds())
        .messageAttributeNames("All")
        .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
        .build();
  }

  private static DeleteMessageBatchRequestEntry entry(int place, ReceivedMessage message) {
    return DeleteMessageBatchRequestEntry.builder()
        .id(String.valueOf(place))
        .receiptHandle(message.receiptHandle())
        .build();
  }
}
