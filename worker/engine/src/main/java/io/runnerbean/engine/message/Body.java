package io.runnerbean.engine.message;

import io.runnerbean.engine.refusal.RefusedException;
import io.runnerbean.engine.refusal.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A body taken apart.
 *
 * @param type what {@code job_type} says, or null
 * @param payload all other fields
 */
public record Body(@Nullable String type, ObjectNode payload) {

  private static final String TYPE = "job_type";
  private static final String RESERVED = "job_";

  /**
   * Takes a body apart.
   *
   * @throws RefusedException if it is no object, or uses a reserved name
   */
  public static Body of(JsonNode node) {
    if (!(node instanceof ObjectNode fields)) {
      throw new RefusedException(JsonBody.TITLE, "body", "must be a JSON object");
    }
    String type = takeType(fields);
    refuseReserved(fields);
    return new Body(type, fields);
  }

  private static @Nullable String takeType(ObjectNode fields) {
    JsonNode type = fields.remove(TYPE);
    if (type != null && !type.isString()) {
      throw new RefusedException(JsonBody.TITLE, TYPE, "must be a text");
    }
    return type == null ? null : type.stringValue();
  }

  private static void refuseReserved(ObjectNode fields) {
    List<Violation> reserved =
        fields.propertyNames().stream()
            .filter(name -> name.startsWith(RESERVED))
            .map(name ->
                new Violation(name, "is reserved: no field of a payload begins with " + RESERVED))
            .toList();
    if (!reserved.isEmpty()) {
      throw new RefusedException(JsonBody.TITLE, reserved);
    }
  }
}
