package io.runnerbean.dev;

import static io.runnerbean.dev.MessageAttributes.BAD;
import static io.runnerbean.dev.MessageAttributes.KEY;
import static io.runnerbean.dev.MessageAttributes.PATH;
import static io.runnerbean.dev.MessageAttributes.TASK;
import static io.runnerbean.dev.MessageAttributes.TIME;
import static io.runnerbean.dev.MessageAttributes.TRACE;
import static io.runnerbean.dev.MessageAttributes.nextTime;
import static io.runnerbean.dev.MessageAttributes.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** Makes bodies and attributes that are nearly valid, broken or random. */
final class OddMessages {

  private static final List<String> PIECES =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ":",
          ",",
          "\"",
          "\"data\"",
          "\"job_type\"",
          "\"InsertJob\"",
          "\"IncrementJob\"",
          "\"CronJob\"",
          "\"Nope\"",
          "\"job_x\"",
          "null",
          "true",
          "7",
          "-0.5",
          "1e99999",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "{\"a\":1}",
          "//",
          "NaN",
          "\\",
          "é",
          "\uFEFF",
          "\"Type\":\"Notification\"",
          "\"TopicArn\":\"x\"",
          "\"Message\":\"{}\"",
          "\"detail-type\":1,\"source\":2,\"detail\":{}",
          "\"Records\":[{\"eventSource\":\"aws:s3\"}]");

  private static final List<String> NAMES =
      List.of(KEY, TRACE, PATH, TASK, TIME, "job_type", "JOB_TYPE", "x", "x.y_z-1");

  private final SplittableRandom random;

  OddMessages(SplittableRandom random) {
    this.random = random;
  }

  String body() {
    return switch (random.nextInt(4)) {
      case 0 -> "{\"job_type\":\"InsertJob\",\"data\":\"" + word() + "\"}";
      case 1 -> word();
      default -> pieces();
    };
  }

  Map<String, MessageAttributeValue> attributes() {
    Map<String, MessageAttributeValue> attributes = new HashMap<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      String name = NAMES.get(random.nextInt(NAMES.size()));
      attributes.put(name, value(name));
    }
    return attributes;
  }

  private MessageAttributeValue value(String name) {
    return switch (random.nextInt(6)) {
      case 0 ->
          MessageAttributeValue.builder()
              .dataType("Binary")
              .binaryValue(SdkBytes.fromUtf8String(word()))
              .build();
      case 1 ->
          MessageAttributeValue.builder()
              .dataType("Number")
              .stringValue(String.valueOf(random.nextInt()))
              .build();
      case 2 -> text(name.equals(TIME) ? nextTime() : "/job/run/CronJob");
      case 3 -> {
        List<String> values = BAD.getOrDefault(name, List.of("y"));
        yield text(values.get(random.nextInt(values.size())));
      }
      default -> text(word());
    };
  }

  private String pieces() {
    StringBuilder text = new StringBuilder(random.nextBoolean() ? "{" : "");
    for (int i = random.nextInt(1, 12); i > 0; i--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }

  /** Of all characters that SQS takes. */
  private String word() {
    StringBuilder text = new StringBuilder("x");
    for (int i = random.nextInt(20); i > 0; i--) {
      int any = random.nextInt(0x20, random.nextInt(4) == 0 ? 0x10FFFF : 0x17F);
      boolean isTaken = Character.getType(any) != Character.SURROGATE && (any & 0xFFFE) != 0xFFFE;
      text.appendCodePoint(isTaken ? any : '\n');
    }
    return text.toString();
  }
}
