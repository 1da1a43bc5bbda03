package io.runnerbean.engine.sqs;

import io.runnerbean.engine.registry.MessageBody;
import io.runnerbean.engine.store.DeadLetter;
import io.runnerbean.engine.validation.InvalidMessageException;
import io.runnerbean.job.JobType;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * The copy of a dead letter that is sent to SQS: a message that runs again if SQS redrives it.
 *
 * @param attributes by name; one says why the run is dead
 */
record DeadLetterMessage(String body, Map<String, String> attributes) {

  /** The limit of body and attributes together, in bytes. */
  private static final int MOST_BYTES = 1024 * 1024;

  private static final int LONGEST_REASON = 1000;

  static DeadLetterMessage of(DeadLetter letter) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put(JobMessage.KEY, letter.redriveId().toString());
    attributes.put("Runnerbean-Run", letter.run().id().toString());
    attributes.put("Runnerbean-Type", letter.run().jobType());
    attributes.put("Runnerbean-Reason", reason(letter));
    DeadLetterMessage copy = new DeadLetterMessage(body(letter), attributes);
    return copy.bytes() <= MOST_BYTES ? copy : new DeadLetterMessage(tooLong(letter), attributes);
  }

  Map<String, MessageAttributeValue> sqsAttributes() {
    Map<String, MessageAttributeValue> values = new LinkedHashMap<>();
    attributes.forEach((name, value) ->
        values.put(
            name, MessageAttributeValue.builder().dataType("String").stringValue(value).build()));
    return values;
  }

  /** Contains the job type, which the original may have had in its path or its schedule. */
  private static String body(DeadLetter letter) {
    String type = letter.run().jobType();
    if (!JobType.isName(type)) {
      return letter.run().payload().isEmpty() ? "{}" : letter.run().payload();
    }
    try {
      MessageBody body = MessageBody.parse(letter.run().payload());
      return JobMessage.of(type, body.payload(), letter.redriveId()).body();
    } catch (InvalidMessageException e) {
      return letter.run().payload();
    }
  }

  /** A body that names no job. If SQS redrives it, the error shows how to redrive the run. */
  private static String tooLong(DeadLetter letter) {
    return "{\"job_type\":\"too long for SQS: ./runnerbean dead-letters redrive %s\"}"
        .formatted(letter.run().id());
  }

  /**
   * Is printable ASCII and not empty, because SQS accepts no empty attribute, and daemons turn
   * attributes into headers.
   */
  private static String reason(DeadLetter letter) {
    String reason = letter.reason();
    String some = reason.substring(0, Math.min(reason.length(), LONGEST_REASON));
    String clean = some.replaceAll("[^\\x20-\\x7e]", "?");
    return clean.isBlank() ? "none given" : clean;
  }

  private int bytes() {
    int bytes = length(body);
    for (Map.Entry<String, String> attribute : attributes.entrySet()) {
      bytes += length(attribute.getKey()) + "String".length() + length(attribute.getValue());
    }
    return bytes;
  }

  private static int length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
