package io.runnerbean.engine.ledger;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** A text as JSON may have it: as it stands, with what must be escaped, with all that may be. */
final class SpelledOut {

  private static final JsonMapper PLAIN = JsonMapper.builder().build();

  private static final JsonMapper ASCII =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private SpelledOut() {}

  static String[] inJson(String text) {
    String ascii = inside(ASCII.writeValueAsString(text));
    return Stream.of(text, inside(PLAIN.writeValueAsString(text)), ascii, lowerCaseEscapes(ascii))
        .distinct()
        .toArray(String[]::new);
  }

  private static String inside(String quoted) {
    return quoted.substring(1, quoted.length() - 1);
  }

  private static String lowerCaseEscapes(String text) {
    return Pattern.compile("\\\\u[0-9A-F]{4}")
        .matcher(text)
        .replaceAll(escape -> "\\" + escape.group().toLowerCase(Locale.ROOT));
  }
}
