package io.runnerbean.sqsd.settings;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import io.runnerbean.config.Secret;
import io.runnerbean.config.SettingsReader;
import io.runnerbean.config.signing.SigningKeys;
import io.runnerbean.sqsd.AppConfig;
import io.runnerbean.sqsd.DaemonConfig;
import io.runnerbean.sqsd.QueueConfig;
import io.runnerbean.sqsd.cron.CronFile;
import io.runnerbean.sqsd.cron.InvalidCronFileException;
import io.runnerbean.sqsd.cron.Schedule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a daemon's configuration, and checks that its parts fit together. */
public final class DaemonSettings {

  /** The result of an invalid URL. Its problem is reported. */
  private static final URI NOWHERE = URI.create("http://localhost");

  private final SettingsReader settings;

  private DaemonSettings(SettingsReader settings) {
    this.settings = settings;
  }

  /**
   * Reads the configuration.
   *
   * @param flags values by the keys of {@link DaemonSetting}; they take precedence
   * @throws io.runnerbean.config.InvalidSettingsException if a setting is wrong; names every
   *     problem
   */
  public static DaemonConfig read(Map<String, String> flags, Map<String, String> environment) {
    SettingsReader settings = new SettingsReader(values(flags, environment));
    DaemonConfig config = new DaemonSettings(settings).config();
    settings.check();
    return config;
  }

  /** The values by flag and variable, as in the problems that are reported. */
  private static Map<String, String> values(
      Map<String, String> flags, Map<String, String> environment) {
    Map<String, String> values = new HashMap<>();
    for (DaemonSetting setting : DaemonSetting.values()) {
      String flag = flags.getOrDefault(setting.key(), "");
      String variable = environment.getOrDefault(setting.variable(), "");
      String value = flag.isBlank() ? variable : flag;
      values.put(
          setting.names(),
          value.isBlank() ? requireNonNullElse(setting.defaultValue(), "") : value.strip());
    }
    return values;
  }

  private DaemonConfig config() {
    DaemonConfig config =
        new DaemonConfig(
            queue(),
            app(),
            schedules(),
            seconds(DaemonSetting.DRAIN_TIMEOUT),
            optional(DaemonSetting.MAX_RETRIES, DaemonSetting.MAX_RETRIES::number));
    requireVisibilityLongerThanInactivity(config);
    rejectSchedulesOnFifoQueue(config);
    return config;
  }

  private QueueConfig queue() {
    return new QueueConfig(
        queueUrl(),
        optional(DaemonSetting.ENDPOINT_URL, SettingsReader::url),
        seconds(DaemonSetting.VISIBILITY_TIMEOUT),
        optionalSeconds(DaemonSetting.ERROR_VISIBILITY_TIMEOUT),
        seconds(DaemonSetting.RETENTION_PERIOD),
        seconds(DaemonSetting.LONG_POLL));
  }

  private AppConfig app() {
    return new AppConfig(
        url(DaemonSetting.APP_URL),
        path(DaemonSetting.HTTP_PATH),
        optional(DaemonSetting.HEALTH_PATH, AppConfig::path),
        text(DaemonSetting.MIME_TYPE),
        number(DaemonSetting.HTTP_CONNECTIONS),
        seconds(DaemonSetting.CONNECT_TIMEOUT),
        seconds(DaemonSetting.INACTIVITY_TIMEOUT),
        key());
  }

  private @Nullable Secret key() {
    SigningKeys none = new SigningKeys(List.of());
    SigningKeys keys =
        settings.confidential(DaemonSetting.RUN_KEY.names(), none, SigningKeys::parse);
    return keys.keys().isEmpty() ? null : keys.keys().getFirst();
  }

  private List<Schedule> schedules() {
    List<Schedule> schedules = optional(DaemonSetting.CRON_FILE, DaemonSettings::read);
    return schedules == null ? List.of() : schedules;
  }

  private static List<Schedule> read(String file) {
    try {
      return CronFile.read(Path.of(file));
    } catch (InvalidCronFileException e) {
      throw new IllegalArgumentException("it must be a valid cron file. " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Otherwise SQS would deliver the message again while the app may still process it. */
  private void requireVisibilityLongerThanInactivity(DaemonConfig config) {
    if (config.queue().visibilityTimeout().compareTo(config.app().inactivityTimeout()) <= 0) {
      settings.problem(
          DaemonSetting.VISIBILITY_TIMEOUT.names(),
          "must be longer than " + DaemonSetting.INACTIVITY_TIMEOUT.names());
    }
  }

  /** A FIFO queue requires a group for each message, and a scheduled message has none. */
  private void rejectSchedulesOnFifoQueue(DaemonConfig config) {
    if (config.queue().isFifo() && !config.schedules().isEmpty()) {
      settings.problem(DaemonSetting.CRON_FILE.names(), "cannot be used with a FIFO queue");
    }
  }

  private String queueUrl() {
    DaemonSetting setting = DaemonSetting.QUEUE_URL;
    URI url = optional(setting, SettingsReader::url);
    if (url == null && !settings.isSet(setting.names())) {
      settings.problem(setting.names(), "is missing: " + setting.help());
    }
    return String.valueOf(url);
  }

  private String text(DaemonSetting setting) {
    return settings.text(setting.names());
  }

  private String path(DaemonSetting setting) {
    return settings.required(setting.names(), "/", AppConfig::path);
  }

  private URI url(DaemonSetting setting) {
    return settings.required(setting.names(), NOWHERE, SettingsReader::url);
  }

  private Duration seconds(DaemonSetting setting) {
    return Duration.ofSeconds(number(setting));
  }

  private @Nullable Duration optionalSeconds(DaemonSetting setting) {
    return optional(setting, text -> Duration.ofSeconds(setting.number(text)));
  }

  private int number(DaemonSetting setting) {
    int defaultValue = setting.number(requireNonNull(setting.defaultValue()));
    return settings.required(setting.names(), defaultValue, setting::number);
  }

  private <T> @Nullable T optional(DaemonSetting setting, Function<String, T> parser) {
    return settings.optional(setting.names(), parser);
  }
}
