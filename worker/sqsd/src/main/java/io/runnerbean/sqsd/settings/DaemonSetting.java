package io.runnerbean.sqsd.settings;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * All settings, with the keys, ranges and defaults of AWS's daemon where it has them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html">aws:elasticbeanstalk:sqsd</a>
 */
public enum DaemonSetting {
  QUEUE_URL("URL", null, "the queue that messages come from"),
  ENDPOINT_URL("URL", null, "where SQS is (default: AWS)"),
  APP_URL("URL", "http://localhost:80", "the app that messages are posted to"),
  HTTP_PATH("PATH", "/", "where in the app"),
  HEALTH_PATH("PATH", null, "what answers 200 while the app takes work (default: its port)"),
  MIME_TYPE("TYPE", "application/json", "the Content-Type of every POST"),
  HTTP_CONNECTIONS("N", "50", 1, 100, "how many POSTs may be under way at once"),
  CONNECT_TIMEOUT("S", "5", 1, 60, "how long a connection to the app may take to open"),
  INACTIVITY_TIMEOUT("S", "299", 1, 36_000, "how long the app may be silent during a POST"),
  VISIBILITY_TIMEOUT("S", "300", 0, 43_200, "how long SQS hides a message that was received"),
  ERROR_VISIBILITY_TIMEOUT(
      "S",
      null,
      0,
      43_200,
      "how long SQS hides a message that failed (default: what is left of the visibility timeout)"),
  RETENTION_PERIOD(
      "S", "345600", 60, 1_209_600, "how long after its first receive a message is still posted"),
  MAX_RETRIES(
      "N", null, 1, 100, "what the queue's redrive policy should say; a warning if it does not"),
  CRON_FILE(
      "FILE", null, "a cron.yaml whose schedules this daemon keeps; one daemon per queue may"),
  LONG_POLL("S", "20", 0, 20, "how long SQS may wait for a message; to stop may take as long"),
  DRAIN_TIMEOUT("S", "600", 0, 36_000, "how long, on SIGTERM, what is posted may take to finish");

  private static final String PREFIX = "SQSD_";

  private final String label;
  private final @Nullable String defaultValue;
  private final int min;
  private final int max;
  private final String description;

  DaemonSetting(String label, @Nullable String defaultValue, String description) {
    this(label, defaultValue, 0, 0, description);
  }

  DaemonSetting(String label, @Nullable String defaultValue, int min, int max, String description) {
    this.label = label;
    this.defaultValue = defaultValue;
    this.min = min;
    this.max = max;
    this.description = description;
  }

  /** The name of its flag, without the dashes. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The name of its environment variable. */
  public String variable() {
    return PREFIX + name();
  }

  /** The placeholder for its value in a help text. */
  public String label() {
    return label;
  }

  public @Nullable String defaultValue() {
    return defaultValue;
  }

  /** One line of help, with range and default. */
  public String help() {
    String range = isNumber() ? "; %d to %d".formatted(min, max) : "";
    String value = defaultValue == null ? "" : " (default: %s)".formatted(defaultValue);
    return description + range + value;
  }

  /** The flag and the variable, such as {@code --queue-url (SQSD_QUEUE_URL)}. */
  String names() {
    return "--%s (%s)".formatted(key(), variable());
  }

  /** The value that reading continues with after an invalid number. */
  int fallback() {
    return defaultValue == null ? min : number(defaultValue);
  }

  boolean isNumber() {
    return max > 0;
  }

  /**
   * Reads a number.
   *
   * @throws IllegalArgumentException if the text is not a whole number in the range
   */
  int number(String text) {
    String rule = "must be a whole number from %d to %d".formatted(min, max);
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
}
