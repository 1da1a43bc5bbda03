package io.runnerbean.engine.validation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Text that PostgreSQL stores as it is. It refuses NUL, and the driver would replace half of a
 * surrogate pair by a question mark.
 */
public final class StorableText {

  /** The rule for a field. */
  public static final String RULE =
      "must not contain NUL or half of a surrogate pair, which PostgreSQL cannot store";

  /** JSON can spell such a character only by an escape. */
  private static final String ESCAPE = "\\u";

  /** The most violations that are named. */
  private static final int MOST = 20;

  /** Marks the index of an element in a path. No field has a name like this: it is not storable. */
  private static final String INDEX = "\0";

  private static final JsonMapper ESCAPING =
      JsonMapper.builder(JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build())
          .build();

  private StorableText() {}

  /** Whether PostgreSQL stores the text as it is. */
  public static boolean isStorable(String text) {
    int i = 0;
    while (i < text.length()) {
      char character = text.charAt(i++);
      if (character == 0 || Character.isLowSurrogate(character)) {
        return false;
      }
      if (Character.isHighSurrogate(character)
          && (i == text.length() || !Character.isLowSurrogate(text.charAt(i++)))) {
        return false;
      }
    }
    return true;
  }

  /**
   * The texts and names of fields in JSON that cannot be stored.
   *
   * @param text of the JSON
   */
  public static List<Violation> violations(String text, JsonNode json) {
    List<Violation> violations = new ArrayList<>(0);
    if (text.contains(ESCAPE)) {
      find(new ArrayDeque<>(), json, violations);
    }
    return violations;
  }

  /** JSON of a value, in which everything that cannot be stored is an escape. */
  public static String json(Object value) {
    String plain = JsonMapper.shared().writeValueAsString(value);
    return isStorable(plain) ? plain : ESCAPING.writeValueAsString(value);
  }

  private static void find(Deque<String> path, JsonNode node, List<Violation> violations) {
    if (violations.size() >= MOST) {
      return;
    }
    if (node.isString() && !isStorable(node.stringValue())) {
      violations.add(new Violation(place(path), RULE));
    }
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        path.addLast(INDEX + i);
        find(path, node.get(i), violations);
        path.removeLast();
      }
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (!isStorable(field.getKey())) {
        violations.add(
            new Violation(place(path), "has a field whose name contains what cannot be stored"));
        continue;
      }
      path.addLast(field.getKey());
      find(path, field.getValue(), violations);
      path.removeLast();
    }
  }

  private static String place(Deque<String> path) {
    StringBuilder place = new StringBuilder();
    for (String step : path) {
      if (step.startsWith(INDEX)) {
        place.append('[').append(step, INDEX.length(), step.length()).append(']');
      } else {
        place.append(place.isEmpty() ? "" : ".").append(step);
      }
    }
    return place.isEmpty() ? "body" : place.toString();
  }
}
