package io.runnerbean.engine.admin;

import java.text.Normalizer;

/**
 * A text that is searched for in stored text, which may be JSON. It is found by what the JSON
 * means, however it spells the text, also in JSON that is itself a string of JSON. Composed and
 * decomposed accents are the same.
 */
final class SearchedText {

  /** How deep JSON is looked for in strings of JSON. */
  private static final int LEVELS = 2;

  private static final int HEX = 16;
  private static final int DIGITS = 4;

  private final String text;

  SearchedText(String text) {
    this.text = composed(text);
  }

  boolean isIn(String stored) {
    String meaning = stored;
    for (int level = 0; level < LEVELS; level++) {
      if (composed(meaning).contains(text)) {
        return true;
      }
      if (meaning.indexOf('\\') < 0) {
        return false;
      }
      meaning = unescaped(meaning);
    }
    return composed(meaning).contains(text);
  }

  private static String composed(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  private static String unescaped(String json) {
    StringBuilder text = new StringBuilder(json.length());
    int i = 0;
    while (i < json.length()) {
      char character = json.charAt(i++);
      if (character != '\\' || i == json.length()) {
        text.append(character);
        continue;
      }
      char escape = json.charAt(i++);
      if (escape == 'u' && isHex(json, i)) {
        text.append((char) Integer.parseInt(json, i, i + DIGITS, HEX));
        i += DIGITS;
      } else {
        text.append(meaning(escape));
      }
    }
    return text.toString();
  }

  private static boolean isHex(String json, int begin) {
    if (begin + DIGITS > json.length()) {
      return false;
    }
    for (int i = begin; i < begin + DIGITS; i++) {
      if (Character.digit(json.charAt(i), HEX) < 0) {
        return false;
      }
    }
    return true;
  }

  private static char meaning(char escape) {
    return switch (escape) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      default -> escape;
    };
  }
}
