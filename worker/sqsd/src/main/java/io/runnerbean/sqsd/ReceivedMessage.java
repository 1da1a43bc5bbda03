package io.runnerbean.sqsd;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * A message as SQS delivered it, with the attributes that the daemon passes on.
 *
 * @param receivedAt the time of SQS when it delivered the message; null: it did not say
 */
record ReceivedMessage(Message message, @Nullable Instant receivedAt) {

  /** The system attributes that it reads. */
  static final List<MessageSystemAttributeName> SYSTEM_ATTRIBUTES =
      List.of(
          MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT,
          MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP,
          MessageSystemAttributeName.SENT_TIMESTAMP,
          MessageSystemAttributeName.SENDER_ID,
          MessageSystemAttributeName.MESSAGE_GROUP_ID);

  String id() {
    return message.messageId();
  }

  String receiptHandle() {
    return message.receiptHandle();
  }

  /** The group of a FIFO queue, within which the order is kept. */
  String group() {
    return attribute(MessageSystemAttributeName.MESSAGE_GROUP_ID);
  }

  String receiveCount() {
    return attribute(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT);
  }

  String senderId() {
    return attribute(MessageSystemAttributeName.SENDER_ID);
  }

  Instant firstReceivedAt() {
    return time(MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP);
  }

  Instant sentAt() {
    return time(MessageSystemAttributeName.SENT_TIMESTAMP);
  }

  /** Reads the message as a scheduled message; empty for any other message. */
  Optional<ScheduledMessage> scheduledMessage() {
    return ScheduledMessage.of(message.messageAttributes());
  }

  /**
   * Returns the body to post. The body of a scheduled message is only for people who look at the
   * queue, and is not posted.
   */
  String body() {
    return scheduledMessage().isPresent() ? "" : message.body();
  }

  private String attribute(MessageSystemAttributeName name) {
    return message.attributes().getOrDefault(name, "");
  }

  private Instant time(MessageSystemAttributeName name) {
    return Instant.ofEpochMilli(Long.parseLong(attribute(name))).truncatedTo(ChronoUnit.SECONDS);
  }
}
