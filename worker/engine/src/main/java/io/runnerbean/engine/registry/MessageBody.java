package io.runnerbean.engine.registry;

import io.runnerbean.engine.validation.InvalidMessageException;
import io.runnerbean.engine.validation.StorableText;
import io.runnerbean.engine.validation.StrictJson;
import io.runnerbean.engine.validation.Utf8;
import io.runnerbean.engine.validation.Violation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The body of a message, split into job type and payload.
 *
 * @param type the value of {@code job_type}; null if it is absent
 * @param payload all other fields
 */
public record MessageBody(@Nullable String type, ObjectNode payload) {

  private static final String TITLE = "Malformed body";
  private static final String TYPE = "job_type";
  private static final String RESERVED = "job_";
  private static final JsonMapper MAPPER = StrictJson.mapper();
  private static final String LIMITS =
      "must be nested at most %d levels deep, with numbers of at most 1000 digits"
          .formatted(StrictJson.MAX_DEPTH);

  /**
   * Reads the text of a body. A byte order mark before it is left out.
   *
   * @throws InvalidMessageException if it is not UTF-8, or contains NUL
   */
  public static String text(byte[] bytes) {
    try {
      String text = Utf8.decode(bytes);
      if (text.indexOf('\0') >= 0) {
        throw new InvalidMessageException(TITLE, "body", "is not JSON: it must not contain NUL");
      }
      return text;
    } catch (Utf8.NotUtf8Exception e) {
      throw new InvalidMessageException(TITLE, "body", "is not JSON: it " + e.rule());
    }
  }

  /**
   * Splits a body. An empty one counts as an empty object.
   *
   * @throws InvalidMessageException if it is not a JSON object, or uses a reserved name
   */
  public static MessageBody parse(String text) {
    return of(json(text));
  }

  /**
   * Reads JSON. An empty text counts as an empty object.
   *
   * @throws InvalidMessageException if it is not JSON, or contains text that cannot be stored
   */
  public static JsonNode json(String text) {
    JsonNode json = read(text);
    List<Violation> violations = StorableText.violations(text, json);
    if (!violations.isEmpty()) {
      throw new InvalidMessageException(TITLE, violations);
    }
    return json;
  }

  private static JsonNode read(String text) {
    try {
      return text.isEmpty() ? MAPPER.createObjectNode() : MAPPER.readTree(text);
    } catch (StreamConstraintsException e) {
      throw new InvalidMessageException(TITLE, "body", LIMITS);
    } catch (JacksonException e) {
      throw new InvalidMessageException(TITLE, "body", "is not JSON: " + where(e));
    }
  }

  /**
   * Splits JSON into job type and payload.
   *
   * @throws InvalidMessageException if it is not an object, or uses a reserved name
   */
  public static MessageBody of(JsonNode node) {
    if (!(node instanceof ObjectNode fields)) {
      throw new InvalidMessageException(TITLE, "body", "must be a JSON object");
    }
    JsonNode type = fields.remove(TYPE);
    if (type != null && !type.isString()) {
      throw new InvalidMessageException(TITLE, TYPE, "must be a string");
    }
    checkNames(fields);
    return new MessageBody(type == null ? null : type.stringValue(), fields);
  }

  private static void checkNames(ObjectNode fields) {
    List<Violation> reserved = new ArrayList<>();
    for (String name : fields.propertyNames()) {
      if (name.startsWith(RESERVED)) {
        reserved.add(
            new Violation(name, "is reserved: no field of a payload may begin with " + RESERVED));
      }
    }
    if (!reserved.isEmpty()) {
      throw new InvalidMessageException(TITLE, reserved);
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
