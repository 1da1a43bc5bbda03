package io.runnerbean.engine.admin;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The ways in which JSON may spell a text: as it stands, with the escapes that JSON needs, and with
 * all that it allows.
 */
final class JsonSpellings {

  private static final JsonMapper PLAIN = JsonMapper.builder().build();

  private static final JsonMapper ASCII =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private JsonSpellings() {}

  static String[] of(String text) {
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
