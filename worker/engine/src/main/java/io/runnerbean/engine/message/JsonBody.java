package io.runnerbean.engine.message;

import io.runnerbean.engine.refusal.RefusedException;
import io.runnerbean.engine.registry.Json;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
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
   * Its text, to the character.
   *
   * @throws RefusedException if it is not UTF-8, or holds NUL: no message of SQS's does
   */
  static String text(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.indexOf('\0') >= 0) {
        throw new RefusedException(TITLE, "body", "is not JSON: it must hold no NUL");
      }
      return text;
    } catch (CharacterCodingException e) {
      throw new RefusedException(TITLE, "body", "is not JSON: it must be UTF-8");
    }
  }

  /**
   * Reads it; no body at all is an empty object.
   *
   * @throws RefusedException if it is not JSON
   */
  public static JsonNode parse(byte[] bytes) {
    return parse(text(bytes));
  }

  /** Reads what {@link #text} gave. */
  public static JsonNode parse(String text) {
    try {
      return text.isEmpty() ? MAPPER.createObjectNode() : MAPPER.readTree(text);
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
