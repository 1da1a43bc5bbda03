package io.runnerbean.engine.poll;

import io.runnerbean.engine.delivery.DeliveryRequest;
import io.runnerbean.engine.delivery.SqsdHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * A message from SQS, as a request that the daemon would make of it: the same headers mean the same
 * to the rest of the worker.
 */
record PolledMessage(Message message, String queue) {

  /** The message attributes that it reads. */
  static final List<String> ATTRIBUTES =
      List.of(
          "Runnerbean-Key",
          "Runnerbean-Trace",
          "beanstalk.sqsd.path",
          "beanstalk.sqsd.task_name",
          "beanstalk.sqsd.scheduled_time");

  /** The system attributes that it reads. */
  static final List<MessageSystemAttributeName> SYSTEM_ATTRIBUTES =
      List.of(
          MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT,
          MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP,
          MessageSystemAttributeName.SENT_TIMESTAMP,
          MessageSystemAttributeName.MESSAGE_GROUP_ID);

  private static final String RUN = "/job/run";
  private static final DateTimeFormatter SCHEDULED =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'");

  String id() {
    return message.messageId();
  }

  String receiptHandle() {
    return message.receiptHandle();
  }

  /** The group of a FIFO queue; empty in other queues. */
  String group() {
    return message.attributes().getOrDefault(MessageSystemAttributeName.MESSAGE_GROUP_ID, "");
  }

  /** The body of a scheduled message is only for people who look at the queue. */
  DeliveryRequest request() {
    String body = isScheduled() ? "" : message.body();
    return new DeliveryRequest(
        typeInPath(), this::header, _ -> null, body.getBytes(StandardCharsets.UTF_8));
  }

  private boolean isScheduled() {
    return attribute("beanstalk.sqsd.scheduled_time") != null;
  }

  /** A path that is not one of {@code /job/run} counts as an unknown job type. */
  private @Nullable String typeInPath() {
    String path = isScheduled() ? attribute("beanstalk.sqsd.path") : null;
    if (path == null || path.isEmpty() || path.equals(RUN)) {
      return null;
    }
    return path.startsWith(RUN + "/") ? path.substring(RUN.length() + 1) : path;
  }

  private @Nullable String header(String name) {
    return switch (name) {
      case SqsdHeaders.MESSAGE_ID -> id();
      case SqsdHeaders.QUEUE -> queue;
      case SqsdHeaders.RECEIVE_COUNT ->
          message.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT);
      case SqsdHeaders.FIRST_RECEIVED_AT ->
          time(MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP);
      case SqsdHeaders.SENT_AT -> time(MessageSystemAttributeName.SENT_TIMESTAMP);
      case SqsdHeaders.TASK_NAME -> isScheduled() ? attribute("beanstalk.sqsd.task_name") : null;
      case SqsdHeaders.SCHEDULED_AT -> scheduledAt();
      case SqsdHeaders.RUNNERBEAN_KEY -> attribute("Runnerbean-Key");
      case SqsdHeaders.TRACE -> attribute("Runnerbean-Trace");
      default -> null;
    };
  }

  private @Nullable String time(MessageSystemAttributeName name) {
    String millis = message.attributes().get(name);
    try {
      return millis == null
          ? null
          : Instant.ofEpochMilli(Long.parseLong(millis)).truncatedTo(ChronoUnit.SECONDS).toString();
    } catch (NumberFormatException e) {
      return millis; // the dead letter shows it
    }
  }

  /** One that is not a time is passed on as it is, so that the dead letter shows it. */
  private @Nullable String scheduledAt() {
    String text = attribute("beanstalk.sqsd.scheduled_time");
    try {
      return text == null
          ? null
          : LocalDateTime.parse(text, SCHEDULED).toInstant(ZoneOffset.UTC).toString();
    } catch (DateTimeParseException e) {
      return text;
    }
  }

  private @Nullable String attribute(String name) {
    MessageAttributeValue value = message.messageAttributes().get(name);
    return value == null ? null : value.stringValue();
  }
}
