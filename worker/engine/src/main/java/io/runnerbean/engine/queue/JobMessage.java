package io.runnerbean.engine.queue;

import io.runnerbean.engine.message.TimeOrderedIds;
import io.runnerbean.engine.refusal.RefusedException;
import io.runnerbean.engine.registry.Json;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A job as it stands in the queue.
 *
 * @param body JSON: the job type, and beside it every field of the payload
 * @param key what its receipt is kept under, however often it is sent
 */
public record JobMessage(String body, UUID key) {

  /** The attribute that carries the key. */
  static final String KEY = "Runnerbean-Key";

  /** What the key takes up of a message: the attribute's name, type and value. */
  static final int KEY_BYTES = KEY.length() + "String".length() + 36;

  /** The longest body SQS carries beside the key. */
  public static final int MOST_BYTES = 1024 * 1024 - KEY_BYTES;

  private static final String TITLE = "Malformed payload";
  private static final String TYPE = "job_type";
  private static final JsonMapper MAPPER = Json.strictMapper();

  /** Puts type and payload together, under a key that no other message has. */
  public static JobMessage of(String type, ObjectNode payload) {
    return of(type, payload, TimeOrderedIds.next());
  }

  public static JobMessage of(String type, ObjectNode payload, UUID key) {
    ObjectNode message = MAPPER.createObjectNode().put(TYPE, type);
    message.setAll(payload);
    return new JobMessage(SqsText.of(message), key);
  }

  /**
   * The same from a text.
   *
   * @throws RefusedException if it is no JSON object, or names a type itself
   */
  public static JobMessage of(String type, String payload) {
    ObjectNode fields = object(payload);
    if (fields.has(TYPE)) {
      throw new RefusedException(TITLE, TYPE, "is named beside the payload, not in it");
    }
    return of(type, fields);
  }

  /** Whether SQS carries it. */
  public boolean fits() {
    return size() <= MOST_BYTES;
  }

  /** How long the body is, in bytes. */
  int size() {
    return body.getBytes(StandardCharsets.UTF_8).length;
  }

  private static ObjectNode object(String payload) {
    try {
      if (MAPPER.readTree(payload) instanceof ObjectNode object) {
        return object;
      }
    } catch (JacksonException e) {
      throw new RefusedException(TITLE, "payload", "is not JSON: " + e.getOriginalMessage());
    }
    throw new RefusedException(
        TITLE, "payload", "must be a JSON object, for example {\"data\":\"x\"}");
  }
}
