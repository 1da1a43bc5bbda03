package io.runnerbean.engine.sqs;

import io.runnerbean.engine.store.UuidV7;
import io.runnerbean.engine.validation.InvalidMessageException;
import io.runnerbean.engine.validation.StorableText;
import io.runnerbean.engine.validation.StrictJson;
import io.runnerbean.engine.validation.Violation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A job as a message of the SQS queue.
 *
 * @param body JSON: the job type, and beside it every field of the payload
 * @param runId the id of its run, the same each time it is sent
 */
public record JobMessage(String body, UUID runId) {

  /** The message attribute that contains the run id. */
  static final String KEY = "Runnerbean-Key";

  /** The bytes that the attribute takes in a message: its name, type and value. */
  static final int KEY_BYTES = KEY.length() + "String".length() + 36;

  /** The longest body that SQS accepts beside the attribute, in bytes. */
  public static final int MOST_BYTES = 1024 * 1024 - KEY_BYTES;

  private static final String TITLE = "Malformed payload";
  private static final String TYPE = "job_type";
  private static final JsonMapper MAPPER = StrictJson.mapper();

  /** Makes a message of job type and payload, with a new run id. */
  public static JobMessage of(String type, ObjectNode payload) {
    return of(type, payload, UuidV7.next());
  }

  public static JobMessage of(String type, ObjectNode payload, UUID runId) {
    ObjectNode message = MAPPER.createObjectNode().put(TYPE, type);
    message.setAll(payload);
    return new JobMessage(SqsSafeJson.of(message), runId);
  }

  /**
   * Makes a message of job type and payload, which is JSON text, with a new run id.
   *
   * @throws InvalidMessageException if the payload is not a JSON object, or names a job type itself
   */
  public static JobMessage of(String type, String payload) {
    ObjectNode fields = object(payload);
    if (fields.has(TYPE)) {
      throw new InvalidMessageException(
          TITLE, TYPE, "must not be in the payload: it is a separate argument");
    }
    return of(type, fields);
  }

  /** Whether the body is short enough for SQS. */
  public boolean fits() {
    return size() <= MOST_BYTES;
  }

  /** The length of the body in bytes. */
  int size() {
    return body.getBytes(StandardCharsets.UTF_8).length;
  }

  private static ObjectNode object(String payload) {
    try {
      if (MAPPER.readTree(payload) instanceof ObjectNode object) {
        List<Violation> violations = StorableText.violations(payload, object);
        if (!violations.isEmpty()) {
          throw new InvalidMessageException(TITLE, violations);
        }
        return object;
      }
    } catch (JacksonException e) {
      throw new InvalidMessageException(TITLE, "payload", "is not JSON: " + e.getOriginalMessage());
    }
    throw new InvalidMessageException(
        TITLE, "payload", "must be a JSON object, for example {\"data\":\"x\"}");
  }
}
