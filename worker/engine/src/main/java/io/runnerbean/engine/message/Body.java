package io.runnerbean.engine.message;

import io.runnerbean.engine.refusal.RefusedException;
import io.runnerbean.engine.refusal.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A body taken apart.
 *
 * @param type what {@code job_type} says, or null
 * @param payload all other fields
 * @param empty whether nothing was sent, as on a schedule's tick
 */
record Body(@Nullable String type, ObjectNode payload, boolean empty) {

  private static final String TITLE = "Malformed body";
  private static final String TYPE = "job_type";
  private static final String RESERVED = "job_";

  static Body parse(byte[] bytes, JsonMapper mapper) {
    if (bytes.length == 0) {
      return new Body(null, mapper.createObjectNode(), true);
    }
    ObjectNode fields = object(bytes, mapper);
    String type = takeType(fields);
    refuseReserved(fields);
    return new Body(type, fields, false);
  }

  private static ObjectNode object(byte[] bytes, JsonMapper mapper) {
    try {
      if (mapper.readTree(bytes) instanceof ObjectNode object) {
        return object;
      }
    } catch (JacksonException e) {
      throw new RefusedException(TITLE, "body", "is not JSON: " + where(e));
    }
    throw new RefusedException(TITLE, "body", "must be a JSON object");
  }

  private static String where(JacksonException fault) {
    return "line %d, column %d: %s"
        .formatted(
            fault.getLocation().getLineNr(),
            fault.getLocation().getColumnNr(),
            fault.getOriginalMessage());
  }

  private static @Nullable String takeType(ObjectNode fields) {
    JsonNode type = fields.remove(TYPE);
    if (type != null && !type.isString()) {
      throw new RefusedException(TITLE, TYPE, "must be a text");
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
      throw new RefusedException(TITLE, reserved);
    }
  }
}
