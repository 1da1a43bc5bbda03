package io.runnerbean.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads settings from environment variables or flags. It records an invalid setting and continues,
 * so that all of them are reported at once; {@link #check} ends the reading. An empty value counts
 * as absent.
 */
public final class SettingsReader {

  private final Map<String, String> values;
  private final Set<Setting> seen = new LinkedHashSet<>();
  private final Set<String> problems = new LinkedHashSet<>();

  public SettingsReader(Map<String, String> values) {
    this.values = values;
  }

  /** A text that must be set. */
  public String text(String key) {
    return required(key, "", value -> value);
  }

  /** A text with a default. */
  public String text(String key, String defaultValue) {
    return read(key, defaultValue, value -> value);
  }

  /** A secret that must be set. */
  public Secret secret(String key) {
    return required(key, new Secret(""), Secret::new);
  }

  /** An integer within a range. */
  public int number(String key, int defaultValue, int min, int max) {
    return read(key, defaultValue, value -> integer(value, min, max));
  }

  /** One of an enum's values, by their text form. */
  public <E extends Enum<E>> E oneOf(String key, E defaultValue) {
    List<E> all = List.of(defaultValue.getDeclaringClass().getEnumConstants());
    return read(key, defaultValue, text -> named(text, all));
  }

  /**
   * Any other value.
   *
   * @param parser throws {@link IllegalArgumentException} with what is allowed
   */
  public <T> T read(String key, T defaultValue, Function<String, T> parser) {
    String value = value(key);
    if (value == null) {
      seen.add(new Setting(key, String.valueOf(defaultValue), Setting.Source.DEFAULT));
      return defaultValue;
    }
    return parse(key, value, defaultValue, parser);
  }

  /** A value that no error message may repeat; its text form must not show it either. */
  public <T> T confidential(String key, T defaultValue, Function<String, T> parser) {
    String value = value(key);
    return value == null
        ? read(key, defaultValue, parser)
        : parse(key, value, "not usable", defaultValue, parser);
  }

  /** An optional value; null if it is not set. */
  public <T> @Nullable T optional(String key, Function<String, T> parser) {
    String value = value(key);
    return value == null ? null : parse(key, value, null, parser);
  }

  /** Every setting read so far, each once, in the order of reading. */
  public List<Setting> seen() {
    return List.copyOf(seen);
  }

  /** Throws {@link InvalidSettingsException} if any setting is invalid, and names all of them. */
  public void check() {
    if (!problems.isEmpty()) {
      throw new InvalidSettingsException(List.copyOf(problems));
    }
  }

  private static <E> E named(String text, List<E> all) {
    return all.stream()
        .filter(one -> one.toString().equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("it must be one of " + all));
  }

  /**
   * A value that must be set.
   *
   * @param placeholder the result if it is not set or invalid
   */
  public <T> T required(String key, T placeholder, Function<String, T> parser) {
    String value = value(key);
    if (value == null) {
      problem(key, "is missing");
      return placeholder;
    }
    return parse(key, value, placeholder, parser);
  }

  public boolean isSet(String key) {
    return value(key) != null;
  }

  /** Records a problem of a setting, such as a conflict with another setting. */
  public void problem(String key, String problem) {
    problems.add(key + " " + problem);
  }

  private <T extends @Nullable Object> T parse(
      String key, String value, T placeholder, Function<String, ? extends T> parser) {
    return parse(key, value, "\"" + value + "\"", placeholder, parser);
  }

  private <T extends @Nullable Object> T parse(
      String key, String value, String shown, T placeholder, Function<String, ? extends T> parser) {
    try {
      T parsed = parser.apply(value);
      seen.add(new Setting(key, String.valueOf(parsed), Setting.Source.ENVIRONMENT));
      return parsed;
    } catch (IllegalArgumentException e) {
      problems.add("%s is %s: %s".formatted(key, shown, e.getMessage()));
      return placeholder;
    }
  }

  private @Nullable String value(String key) {
    String value = values.get(key);
    return value == null || value.isBlank() ? null : value;
  }

  /**
   * Parses an integer.
   *
   * @throws IllegalArgumentException if the text is not an integer within the range
   */
  public static int integer(String text, int min, int max) {
    String rule = "it must be an integer from %d to %d".formatted(min, max);
    try {
      int number = Integer.parseInt(text.strip());
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(rule, e);
    }
    throw new IllegalArgumentException(rule);
  }

  /**
   * Parses the URL of a server.
   *
   * @throws IllegalArgumentException if the text is not an absolute HTTP URL
   */
  public static URI url(String text) {
    String rule = "it must be a URL, such as http://localhost:9324";
    try {
      URI url = new URI(text);
      if (url.getHost() != null && text.matches("https?://.*")) {
        return url;
      }
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(rule, e);
    }
    throw new IllegalArgumentException(rule);
  }
}
