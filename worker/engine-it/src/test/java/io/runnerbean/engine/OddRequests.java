package io.runnerbean.engine;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/** Makes HTTP requests with nearly valid, broken or random content. */
final class OddRequests {

  private static final List<String> PATHS =
      List.of(
          "/job/run",
          "/job/run/PickyJob",
          "/job/run/Nope",
          "/job/run/%F0%9F%AB%98",
          "/job/post/PickyJob",
          "/job/post",
          "/job/post?job_type=PickyJob&delay_seconds=9999",
          "/job/run/PickyJob?x=%00");

  private static final List<String> HEADERS =
      List.of(
          "X-Aws-Sqsd-Msgid",
          "X-Aws-Sqsd-Sent-At",
          "X-Aws-Sqsd-Receive-Count",
          "X-Aws-Sqsd-First-Received-At",
          "X-Aws-Sqsd-Taskname",
          "X-Aws-Sqsd-Scheduled-At",
          "X-Aws-Sqsd-Attr-Runnerbean-Key",
          "Content-Type",
          "Accept",
          "X-Anything");

  private static final List<String> VALUES =
      List.of(
          "PickyJob",
          "m",
          "1",
          "0",
          "99999999999999999999",
          "-1",
          "2026-11-21T07:30:00Z",
          "+1000000000-01-01T00:00:00Z",
          "application/json",
          "text/plain",
          "01a1fd3b-1c5f-7552-ba08-14e93b3481be",
          "00000000-0000-0000-0000-000000000000",
          "",
          " ");

  private static final List<String> PIECES =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ":",
          ",",
          "\"",
          "\"word\"",
          "\"number\"",
          "\"price\"",
          "\"time\"",
          "\"colour\"",
          "\"inner\"",
          "\"counts\"",
          "\"job_type\"",
          "\"job_x\"",
          "\"PickyJob\"",
          "null",
          "true",
          "7",
          "-0.5",
          "1e99999",
          "1E-400000",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"RED\"",
          "\"2026-11-21T07:30:00Z\"",
          "{\"numbers\":[1,2]}",
          "{\"a\":1}",
          "//",
          "NaN",
          "\\",
          "é",
          "\ufeff");

  private final SplittableRandom random;

  OddRequests(SplittableRandom random) {
    this.random = random;
  }

  byte[] next() {
    byte[] body = body();
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    ascii(
        request,
        "POST " + one(PATHS) + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + body.length + "\r\n");
    for (int i = random.nextInt(6); i > 0; i--) {
      ascii(request, one(HEADERS) + ": ");
      request.writeBytes(value());
      ascii(request, "\r\n");
    }
    ascii(request, "\r\n");
    request.writeBytes(body);
    return request.toByteArray();
  }

  /** Returns a meaningful value or random bytes that a header may contain. */
  private byte[] value() {
    if (random.nextInt(3) > 0) {
      return one(VALUES).getBytes(StandardCharsets.UTF_8);
    }
    byte[] noise = new byte[random.nextInt(40)];
    for (int i = 0; i < noise.length; i++) {
      noise[i] =
          (byte) (random.nextBoolean() ? random.nextInt(0x21, 0x7f) : random.nextInt(0x80, 0x100));
    }
    return noise;
  }

  private byte[] body() {
    return switch (random.nextInt(5)) {
      case 0 -> noise();
      case 1 -> object().getBytes(StandardCharsets.UTF_8);
      case 2 -> ("[" + object() + "," + object() + "]").getBytes(StandardCharsets.UTF_8);
      case 3 ->
          ("[".repeat(random.nextInt(200)) + "]".repeat(random.nextInt(200)))
              .getBytes(StandardCharsets.UTF_8);
      default -> pieces().getBytes(StandardCharsets.UTF_8);
    };
  }

  private byte[] noise() {
    byte[] bytes = new byte[random.nextInt(200)];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Returns an object that is well-formed if its pieces are. */
  private String object() {
    StringBuilder json = new StringBuilder("{");
    for (int i = random.nextInt(8); i > 0; i--) {
      json.append("\"")
          .append(
              one(List.of("word", "number", "price", "time", "colour", "inner", "counts", "other")))
          .append(i)
          .append("\":")
          .append(one(PIECES.subList(23, 29)))
          .append(",");
      json.append("\"")
          .append(one(List.of("word", "number", "price", "time", "colour", "inner", "counts")))
          .append("\":")
          .append(one(PIECES.subList(17, 29)))
          .append(",");
    }
    return json.append("\"last\":1}").toString();
  }

  private String pieces() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(30); i > 0; i--) {
      text.append(one(PIECES));
    }
    return text.toString();
  }

  private String one(List<String> list) {
    return list.get(random.nextInt(list.size()));
  }

  private static void ascii(ByteArrayOutputStream request, String text) {
    request.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }
}
