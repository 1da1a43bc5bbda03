package io.runnerbean.dev;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** The attributes of a message that the worker or the daemon reads. */
final class MessageAttributes {

  static final String KEY = "Runnerbean-Key";
  static final String TRACE = "Runnerbean-Trace";
  static final String PATH = "beanstalk.sqsd.path";
  static final String TASK = "beanstalk.sqsd.task_name";
  static final String TIME = "beanstalk.sqsd.scheduled_time";

  /** Each attribute, with ten bad values. */
  static final Map<String, List<String>> BAD =
      Map.of(
          KEY,
          List.of(
              "x",
              "order-4711",
              "f47ac10b-58cc-4372-a567-0e02b2c3d479",
              "00000000-0000-0000-0000-000000000000",
              "01a1fd3b-1c5f-7552-ba08-14e93b3481b",
              "{01a1fd3b-1c5f-7552-ba08-14e93b3481be}",
              "01a1fd3b1c5f7552ba0814e93b3481be",
              "täglich",
              "\uD83D\uDE00",
              "x".repeat(9_000)),
          TRACE,
          List.of(
              "TRUE",
              "1",
              "yes",
              " ",
              "-",
              "täglich",
              "\uD83D\uDE00",
              "true,true",
              "a\nb",
              "x".repeat(9_000)),
          PATH,
          List.of(
              "x",
              "//127.0.0.1:9/x",
              "http://127.0.0.1:9/x",
              "/job/run/Nope!",
              "/job/run/",
              "/job/run/%00",
              "/job/post/InsertJob?delay_seconds=x",
              "/health/live",
              "/",
              "/" + "x".repeat(3_000)),
          TASK,
          List.of(
              "täglich",
              "\uD83D\uDE00",
              "a\nb",
              "a\tb",
              " ",
              "x".repeat(201),
              "x".repeat(9_000),
              "Nope!",
              "\u00a0",
              "%00"),
          TIME,
          List.of(
              "x",
              "now",
              "2026-13-01 00:00:00 UTC",
              "1969-12-31 00:00:00 UTC",
              "0000-00-00 00:00:00 UTC",
              "10000-01-01 00:00:00 UTC",
              "2026-11-21T12:00:00",
              "täglich",
              "99999999999999999999",
              "x".repeat(9_000)));

  /** Two messages of a schedule and a time are one run, so each gets a time of its own. */
  private static final AtomicInteger SECOND = new AtomicInteger();

  private MessageAttributes() {}

  /** A schedule's attributes are read only together. */
  static Map<String, MessageAttributeValue> of(String name, String value) {
    Map<String, MessageAttributeValue> attributes = new HashMap<>();
    if (name.startsWith("beanstalk")) {
      attributes.put(PATH, text("/job/run"));
      attributes.put(TASK, text("CronJob"));
      attributes.put(TIME, text(nextTime()));
    }
    attributes.put(name, text(value));
    return attributes;
  }

  static String nextTime() {
    return LocalDateTime.of(2026, 11, 21, 0, 0)
        .plusSeconds(SECOND.incrementAndGet())
        .format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'"));
  }

  static MessageAttributeValue text(String value) {
    return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
  }
}
