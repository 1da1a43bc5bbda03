package io.runnerbean.sqsd;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * A scheduled message, in the format of AWS's daemon. Each of the two daemons can read the other's
 * messages.
 *
 * @param task the schedule's name
 * @param path the path to post the message to; empty if the message names no path
 * @param time as in the message: any sender can write one
 */
record ScheduledMessage(String task, String path, String time) {

  /** The body of the message, for people who look at the queue. It is not posted. */
  static final String BODY = "elasticbeanstalk scheduled job";

  /** The prefix of the daemon's own attributes. */
  static final String PREFIX = "beanstalk.sqsd";

  private static final String PATH = PREFIX + ".path";
  private static final String TASK = PREFIX + ".task_name";
  private static final String TIME = PREFIX + ".scheduled_time";
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

  /** Reads a scheduled message; empty if the attributes have no scheduled time. */
  static Optional<ScheduledMessage> of(Map<String, MessageAttributeValue> attributes) {
    return text(attributes, TIME)
        .map(time ->
            new ScheduledMessage(
                text(attributes, TASK).orElse(""), text(attributes, PATH).orElse(""), time));
  }

  static ScheduledMessage at(Instant time, String task, String path) {
    return new ScheduledMessage(task, path, FORMAT.format(time));
  }

  /** The time for a header. A text that is no time is passed on, so that the app can name it. */
  String scheduledAt() {
    try {
      return LocalDateTime.parse(time, FORMAT).toInstant(ZoneOffset.UTC).toString();
    } catch (DateTimeParseException e) {
      return time;
    }
  }

  Map<String, MessageAttributeValue> attributes() {
    Map<String, MessageAttributeValue> attributes = new LinkedHashMap<>();
    attributes.put(PATH, value(path));
    attributes.put(TASK, value(task));
    attributes.put(TIME, value(time));
    return attributes;
  }

  private static Optional<String> text(Map<String, MessageAttributeValue> attributes, String name) {
    return Optional.ofNullable(attributes.get(name)).map(MessageAttributeValue::stringValue);
  }

  private static MessageAttributeValue value(String text) {
    return MessageAttributeValue.builder().dataType("String").stringValue(text).build();
  }
}
