package io.runnerbean.sqsd.settings;

import static java.util.Objects.requireNonNullElse;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The values of settings. A flag takes precedence over the environment, and both over the default.
 * If a value is invalid, the problem is recorded, and reading continues. An empty value counts as
 * missing.
 */
final class SettingValues {

  private final Map<String, String> flags;
  private final Map<String, String> environment;
  private final List<String> problems = new ArrayList<>();

  SettingValues(Map<String, String> flags, Map<String, String> environment) {
    this.flags = flags;
    this.environment = environment;
  }

  void problem(DaemonSetting setting, String problem) {
    problems.add(setting.names() + " " + problem);
  }

  List<String> problems() {
    return problems;
  }

  String text(DaemonSetting setting) {
    return required(setting, text -> text, "");
  }

  Duration seconds(DaemonSetting setting) {
    return Duration.ofSeconds(number(setting));
  }

  @Nullable Duration optionalSeconds(DaemonSetting setting) {
    return optional(setting, text -> Duration.ofSeconds(setting.number(text)));
  }

  int number(DaemonSetting setting) {
    return required(setting, setting::number, setting.fallback());
  }

  String path(DaemonSetting setting) {
    return required(setting, SettingValues::path, "/");
  }

  @Nullable String optionalPath(DaemonSetting setting) {
    return optional(setting, SettingValues::path);
  }

  URI url(DaemonSetting setting) {
    return required(setting, SettingValues::url, URI.create("http://localhost"));
  }

  @Nullable URI optionalUrl(DaemonSetting setting) {
    return optional(setting, SettingValues::url);
  }

  /**
   * Reads a value; null if it is missing or invalid.
   *
   * @param parser throws {@link IllegalArgumentException} with the rule for the value
   */
  <T> @Nullable T optional(DaemonSetting setting, Function<String, T> parser) {
    String text = value(setting);
    try {
      return text == null ? null : parser.apply(text);
    } catch (IllegalArgumentException e) {
      problem(setting, "is \"%s\": it %s".formatted(text, e.getMessage()));
      return null;
    }
  }

  private <T> T required(DaemonSetting setting, Function<String, T> parser, T placeholder) {
    if (value(setting) == null) {
      problem(setting, "is missing: " + setting.help());
    }
    return requireNonNullElse(optional(setting, parser), placeholder);
  }

  private @Nullable String value(DaemonSetting setting) {
    String flag = flags.getOrDefault(setting.key(), "");
    String variable = environment.getOrDefault(setting.variable(), "");
    String value = flag.isBlank() ? variable : flag;
    return value.isBlank() ? setting.defaultValue() : value.strip();
  }

  private static String path(String text) {
    if (!text.startsWith("/")) {
      throw new IllegalArgumentException("must begin with a slash");
    }
    return text;
  }

  private static URI url(String text) {
    String rule = "must be a URL, such as http://localhost:80";
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
