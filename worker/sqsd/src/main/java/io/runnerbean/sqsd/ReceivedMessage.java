package io.runnerbean.sqsd;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** A message as SQS delivered it, with the attributes that the daemon passes on. */
record ReceivedMessage(Message message) {

  /** The system attributes that it reads. */
  static final List<MessageSystemAttributeName> SYSTEM_ATTRIBUTES =
      List.of(
          MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT,
          MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP,
          MessageSystemAttributeName.SENT_TIMESTAMP,
          MessageSystemAttributeName.SENDER_ID);

  String id() {
    return message.messageId();
  }

  String receiptHandle() {
    return message.receiptHandle();
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

  /** Returns the path to post to. A scheduled message may have its own path. */
  String path(String httpPath) {
    return scheduledMessage()
        .map(ScheduledMessage::path)
        .filter(path -> !path.isEmpty())
        .orElse(httpPath);
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
