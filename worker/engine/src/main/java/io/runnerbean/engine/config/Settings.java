package io.runnerbean.engine.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads settings from the environment. It records an invalid setting and continues, so that all of
 * them are reported at once; {@link #check} ends the reading. An empty value counts as absent.
 */
public final class Settings {

  private final Map<String, String> environment;
  private final Set<Setting> seen = new LinkedHashSet<>();
  private final Set<String> problems = new LinkedHashSet<>();

  public Settings(Map<String, String> environment) {
    this.environment = environment;
  }

  /** A text that must be set. */
  public String text(String key) {
    return required(key, value -> value, "");
  }

  /** A text with a default. */
  public String text(String key, String defaultValue) {
    return read(key, defaultValue, value -> value);
  }

  /** A secret that must be set. */
  public Secret secret(String key) {
    return required(key, Secret::new, new Secret(""));
  }

  /** A whole number within a range. */
  public int number(String key, int defaultValue, int min, int max) {
    return read(key, defaultValue, value -> whole(value, min, max));
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

  /** A value that may be absent; null if it is. */
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

  private <T> T required(String key, Function<String, T> parser, T placeholder) {
    String value = value(key);
    if (value == null) {
      problems.add(key + " is missing");
      return placeholder;
    }
    return parse(key, value, placeholder, parser);
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
    String value = environment.get(key);
    return value == null || value.isBlank() ? null : value;
  }

  private static int whole(String value, int min, int max) {
    String rule = "it must be a whole number from %d to %d".formatted(min, max);
    try {
      int number = Integer.parseInt(value.strip());
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(rule, e);
    }
    throw new IllegalArgumentException(rule);
  }
}
