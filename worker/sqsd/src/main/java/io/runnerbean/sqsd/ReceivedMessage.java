package io.runnerbean.sqsd;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** A message as SQS handed it out, with the facts that the daemon passes on. */
record ReceivedMessage(Message message) {

  /** Attributes of this prefix are the daemon's own and say that a message is a schedule's tick. */
  static final String TICK = "beanstalk.sqsd";

  private static final DateTimeFormatter SCHEDULED =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'");

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

  /** What the tick was scheduled for; empty for any other message. */
  Optional<Instant> scheduledAt() {
    return tick("scheduled_time")
        .map(text -> LocalDateTime.parse(text, SCHEDULED).toInstant(ZoneOffset.UTC));
  }

  /** The schedule's name; only a tick has one. */
  String taskName() {
    return tick("task_name").orElse("");
  }

  /** Where to post it: a tick brings its own path. */
  String path(String httpPath) {
    return scheduledAt().isPresent() ? tick("path").orElse(httpPath) : httpPath;
  }

  /** What to post: the body of a tick is only a mark for people who look at the queue. */
  String body() {
    return scheduledAt().isPresent() ? "" : message.body();
  }

  private Optional<String> tick(String name) {
    return Optional.ofNullable(message.messageAttributes().get(TICK + "." + name))
        .map(MessageAttributeValue::stringValue);
  }

  private String attribute(MessageSystemAttributeName name) {
    return message.attributes().getOrDefault(name, "");
  }

  private Instant time(MessageSystemAttributeName name) {
    return Instant.ofEpochMilli(Long.parseLong(attribute(name))).truncatedTo(ChronoUnit.SECONDS);
  }
}
