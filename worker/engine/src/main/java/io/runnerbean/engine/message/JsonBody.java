package io.runnerbean.engine.message;

import io.runnerbean.engine.refusal.RefusedException;
import io.runnerbean.engine.registry.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a body as JSON, or says where it is none. */
public final class JsonBody {

  static final String TITLE = "Malformed body";

  private static final JsonMapper MAPPER = Json.strictMapper();
  private static final String LIMITS =
      "must be nested at most %d levels deep, with numbers of at most 1000 digits"
          .formatted(Json.MAX_DEPTH);

  private JsonBody() {}

  /**
   * Reads it; no body at all is an empty object.
   *
   * @throws RefusedException if it is not JSON
   */
  public static JsonNode parse(byte[] bytes) {
    try {
      return bytes.length == 0 ? MAPPER.createObjectNode() : MAPPER.readTree(bytes);
    } catch (StreamConstraintsException e) {
      throw new RefusedException(TITLE, "body", LIMITS);
    } catch (JacksonException e) {
      throw new RefusedException(TITLE, "body", "is not JSON: " + where(e));
    }
  }

  private static String where(JacksonException fault) {
    return "line %d, column %d: %s"
        .formatted(
            fault.getLocation().getLineNr(),
            fault.getLocation().getColumnNr(),
            fault.getOriginalMessage());
  }
}
