package io.runnerbean.sqsd;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.utils.DateUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** The SQS queue that the daemon receives messages from. */
record Queue(SqsClient sqs, QueueConfig config) {

  private static final Logger LOG = LoggerFactory.getLogger(Queue.class);
  private static final Pattern MAX_RECEIVE_COUNT =
      Pattern.compile("\"maxReceiveCount\"\\s*:\\s*\"?(\\d{1,9})");

  /** The maximum number of messages in one call of SQS. */
  static final int BATCH = 10;

  /**
   * Receives up to {@code max} messages, 1 to 10. Waits for the first.
   *
   * @return groups of those that must be posted one after the other: those of a FIFO queue with the
   *     same group. SQS delivers no more messages of a group while any of it is hidden.
   */
  Collection<Deque<ReceivedMessage>> receive(int max) {
    Map<String, Deque<ReceivedMessage>> inOrder = new LinkedHashMap<>();
    ReceiveMessageResponse response = sqs.receiveMessage(request(max));
    Instant now = time(response);
    for (Message received : response.messages()) {
      ReceivedMessage message = new ReceivedMessage(received, now);
      String key = config.isFifo() ? message.group() : message.receiptHandle();
      inOrder.computeIfAbsent(key, _ -> new ArrayDeque<>()).add(message);
    }
    return inOrder.values();
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

  /**
   * Hides up to 10 messages for their whole visibility timeout again.
   *
   * @return whether SQS did so for all
   */
  boolean hideAgain(Collection<ReceivedMessage> messages) {
    if (messages.isEmpty()) {
      return true;
    }
    List<ChangeMessageVisibilityBatchRequestEntry> entries = new ArrayList<>();
    for (ReceivedMessage message : messages) {
      entries.add(
          ChangeMessageVisibilityBatchRequestEntry.builder()
              .id(String.valueOf(entries.size()))
              .receiptHandle(message.receiptHandle())
              .visibilityTimeout((int) config.visibilityTimeout().toSeconds())
              .build());
    }
    try {
      List<BatchResultErrorEntry> refused =
          sqs.changeMessageVisibilityBatch(
                  request -> request.queueUrl(config.url()).entries(entries))
              .failed();
      refused.forEach(entry -> warnNotHidden(entry.message()));
      return refused.isEmpty();
    } catch (SdkException e) {
      warnNotHidden(e.getMessage());
      return false;
    }
  }

  private static void warnNotHidden(@Nullable String why) {
    LOG.warn("messages that wait for others of their group are handed back: {}", why);
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

  /** SQS's time; null if there is none, or if it cannot be read. */
  private static @Nullable Instant time(ReceiveMessageResponse response) {
    return response
        .sdkHttpResponse()
        .firstMatchingHeader("Date")
        .map(DateUtils::parseStandardDate)
        .orElse(null);
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
