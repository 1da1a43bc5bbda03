package io.runnerbean.engine.delivery;

import io.runnerbean.engine.registry.MessageBody;
import io.runnerbean.engine.validation.InvalidMessageException;
import io.runnerbean.engine.validation.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a service of AWS puts around a message that it sends to SQS. */
enum Envelope {
  SNS("a notification of SNS"),
  SNS_CONFIRMATION("a question of SNS, whether it may send to this queue"),
  EVENT_BRIDGE("an event of EventBridge"),
  S3("a notification of S3"),
  /** S3 sends it once, when notifications are set up. */
  S3_TEST("a test message of S3");

  private final String words;

  Envelope(String words) {
    this.words = words;
  }

  /** The kind of a body; null: it is none. A body with a job type is a message for that job. */
  static @Nullable Envelope of(JsonNode body) {
    if (body.has("job_type")) {
      return null;
    }
    if (body.has("TopicArn") && body.path("Message").isString()) {
      return body.path("Type").asString("").equals("SubscriptionConfirmation")
          ? SNS_CONFIRMATION
          : SNS;
    }
    if (body.has("detail-type") && body.has("source") && body.has("detail")) {
      return EVENT_BRIDGE;
    }
    if (body.path("Event").asString("").equals("s3:TestEvent")
        && body.path("Service").asString("").equals("Amazon S3")) {
      return S3_TEST;
    }
    return body.path("Records").path(0).path("eventSource").asString("").equals("aws:s3")
        ? S3
        : null;
  }

  /** Such as <i>a notification of SNS</i>. */
  String words() {
    return words;
  }

  /**
   * The message in it. S3 sends no message of anyone, so its own is taken as it is.
   *
   * @throws InvalidMessageException if it cannot be a message for a job
   */
  JsonNode content(JsonNode body) {
    return switch (this) {
      case SNS -> message(body.path("Message").stringValue());
      case EVENT_BRIDGE -> body.path("detail");
      case S3, S3_TEST -> body;
      case SNS_CONFIRMATION ->
          throw new InvalidMessageException(
              "Malformed body", "body", "is " + words + ": confirm the subscription in SNS");
    };
  }

  private static JsonNode message(String text) {
    try {
      return MessageBody.json(text);
    } catch (InvalidMessageException invalid) {
      List<Violation> violations =
          invalid.violations().stream()
              .map(inner -> new Violation("Message of SNS: " + inner.field(), inner.rule()))
              .toList();
      throw new InvalidMessageException("Malformed body", violations);
    }
  }
}
