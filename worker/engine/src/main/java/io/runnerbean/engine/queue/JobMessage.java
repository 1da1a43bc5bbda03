package io.runnerbean.engine.queue;

import io.runnerbean.engine.refusal.RefusedException;
import io.runnerbean.engine.registry.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A job as it stands in the queue.
 *
 * @param body JSON: the job type, and beside it every field of the payload
 */
public record JobMessage(String body) {

  private static final String TITLE = "Malformed payload";
  private static final String TYPE = "job_type";
  private static final JsonMapper MAPPER = Json.strictMapper();

  /**
   * Puts type and payload together.
   *
   * @param payload a JSON object
   * @throws RefusedException if it is none, or names a type itself
   */
  public static JobMessage of(String type, String payload) {
    ObjectNode fields = object(payload);
    if (fields.has(TYPE)) {
      throw new RefusedException(TITLE, TYPE, "is named beside the payload, not in it");
    }
    ObjectNode message = MAPPER.createObjectNode().put(TYPE, type);
    message.setAll(fields);
    return new JobMessage(MAPPER.writeValueAsString(message));
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
