package io.runnerbean.deploy.stub;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A stub of SQS. It accepts messages, and its queues hold three. */
final class StubSqs {

  static final String MESSAGE = "11111111-2222-3333-4444-555555555555";

  private StubSqs() {}

  static String answer(Call call) {
    if (call.action().equals("GetQueueUrl")) {
      throw new AwsError("com.amazonaws.sqs#QueueDoesNotExist", "there is no such queue");
    }
    if (call.action().equals("GetQueueAttributes")) {
      return "{\"Attributes\":{\"ApproximateNumberOfMessages\":\"3\"}}";
    }
    String body =
        call.body().replaceFirst("^.*\"MessageBody\":\"", "").replaceFirst("\"[^\\\\\"]*$", "");
    Matcher text =
        Pattern.compile("\"MessageBody\":\"((?:[^\"\\\\]|\\\\.)*)\"").matcher(call.body());
    String sent = text.find() ? text.group(1).replace("\\\"", "\"") : body;
    return "{\"MessageId\":\"%s\",\"MD5OfMessageBody\":\"%s\",\"MD5OfMessageAttributes\":\"%s\"}"
        .formatted(MESSAGE, md5(sent.getBytes(StandardCharsets.UTF_8)), md5(traced()));
  }

  /** What SQS makes a digest of: the attribute without which the worker logs no success. */
  private static byte[] traced() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    append(bytes, "Runnerbean-Trace");
    append(bytes, "String");
    bytes.write(1);
    append(bytes, "true");
    return bytes.toByteArray();
  }

  private static void append(ByteArrayOutputStream bytes, String text) {
    bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(text.length()).array());
    bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String md5(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("MD5").digest(bytes);
      return "%032x".formatted(new BigInteger(1, digest));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
