package io.runnerbean.sqsd.settings;

import io.runnerbean.config.SettingsReader;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * All settings, with the keys, ranges and defaults of AWS's daemon where it has them. Only the
 * retention period is longer by default: no message is deleted that SQS would still keep.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html">aws:elasticbeanstalk:sqsd</a>
 */
public enum DaemonSetting {
  QUEUE_URL("URL", null, "the SQS queue to receive messages from"),
  ENDPOINT_URL("URL", null, "the endpoint of SQS (default: AWS's)"),
  APP_URL("URL", "http://localhost:80", "the app to post messages to"),
  HTTP_PATH("PATH", "/", "the path of the app to post messages to"),
  HEALTH_PATH(
      "PATH",
      null,
      "a path that answers 200 while the app is ready (default: only its port is checked)"),
  MIME_TYPE("TYPE", "application/json", "the Content-Type of every POST"),
  RUN_KEY(
      "KEY",
      null,
      "signs each POST; one of the worker's RUNNERBEAN_RUN_KEYS, if it runs on another host"),
  HTTP_CONNECTIONS("N", "50", 1, 100, "the maximum number of concurrent POSTs"),
  CONNECT_TIMEOUT("S", "5", 1, 60, "the maximum time to open a connection to the app"),
  INACTIVITY_TIMEOUT(
      "S", "299", 1, 36_000, "the maximum time without a byte from the app during a POST"),
  VISIBILITY_TIMEOUT("S", "300", 0, 43_200, "how long SQS hides a received message"),
  ERROR_VISIBILITY_TIMEOUT(
      "S",
      null,
      0,
      43_200,
      "how long SQS hides a message after a failed POST (default: the rest of the visibility timeout)"),
  RETENTION_PERIOD(
      "S",
      "1209600",
      60,
      1_209_600,
      "how long after its first receive a message is still posted; an older one is deleted"),
  MAX_RETRIES(
      "N",
      null,
      1,
      100,
      "the maxReceiveCount that the queue should have (else a warning is logged)"),
  CRON_FILE(
      "FILE",
      null,
      "a cron.yaml with schedules to send messages for; only one daemon per queue may use it"),
  LONG_POLL(
      "S", "20", 0, 20, "how long a receive call waits for a message; a stop may take as long"),
  DRAIN_TIMEOUT("S", "600", 0, 36_000, "how long open POSTs may take to finish after SIGTERM");

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
    String range = max > 0 ? "; %d to %d".formatted(min, max) : "";
    String value = defaultValue == null ? "" : " (default: %s)".formatted(defaultValue);
    return description + range + value;
  }

  /** Whether it has no flag, because a command line is no place for a secret. */
  public boolean isSecret() {
    return this == RUN_KEY;
  }

  /** The flag and the variable, such as {@code --queue-url (SQSD_QUEUE_URL)}. */
  String names() {
    return isSecret() ? variable() : "--%s (%s)".formatted(key(), variable());
  }

  /**
   * Parses a number.
   *
   * @throws IllegalArgumentException if the text is not an integer in the range
   */
  int number(String text) {
    return SettingsReader.integer(text, min, max);
  }
}
