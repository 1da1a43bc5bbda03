package io.runnerbean.sqsd.settings;

import io.runnerbean.sqsd.AppConfig;
import io.runnerbean.sqsd.DaemonConfig;
import io.runnerbean.sqsd.QueueConfig;
import io.runnerbean.sqsd.cron.CronFile;
import io.runnerbean.sqsd.cron.InvalidCronFileException;
import io.runnerbean.sqsd.cron.Schedule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Reads a daemon's configuration, and checks that its parts fit together. */
public final class DaemonSettings {

  private static final String FIFO = ".fifo";

  private final SettingValues values;

  private DaemonSettings(SettingValues values) {
    this.values = values;
  }

  /**
   * Reads the configuration.
   *
   * @param flags values by the keys of {@link DaemonSetting}; they take precedence
   * @throws InvalidDaemonSettingsException if a setting is wrong; names every problem
   */
  public static DaemonConfig read(Map<String, String> flags, Map<String, String> environment) {
    SettingValues values = new SettingValues(flags, environment);
    DaemonConfig config = new DaemonSettings(values).config();
    if (!values.problems().isEmpty()) {
      throw new InvalidDaemonSettingsException(values.problems());
    }
    return config;
  }

  private DaemonConfig config() {
    DaemonConfig config =
        new DaemonConfig(
            queue(),
            app(),
            schedules(),
            values.seconds(DaemonSetting.DRAIN_TIMEOUT),
            values.optional(DaemonSetting.MAX_RETRIES, DaemonSetting.MAX_RETRIES::number));
    requireOnePostAtATime(config);
    rejectSchedulesOnFifoQueue(config);
    return config;
  }

  private QueueConfig queue() {
    return new QueueConfig(
        values.url(DaemonSetting.QUEUE_URL).toString(),
        values.optionalUrl(DaemonSetting.ENDPOINT_URL),
        values.seconds(DaemonSetting.VISIBILITY_TIMEOUT),
        values.optionalSeconds(DaemonSetting.ERROR_VISIBILITY_TIMEOUT),
        values.seconds(DaemonSetting.RETENTION_PERIOD),
        values.seconds(DaemonSetting.LONG_POLL));
  }

  private AppConfig app() {
    return new AppConfig(
        values.url(DaemonSetting.APP_URL),
        values.path(DaemonSetting.HTTP_PATH),
        values.optionalPath(DaemonSetting.HEALTH_PATH),
        values.text(DaemonSetting.MIME_TYPE),
        values.number(DaemonSetting.HTTP_CONNECTIONS),
        values.seconds(DaemonSetting.CONNECT_TIMEOUT),
        values.seconds(DaemonSetting.INACTIVITY_TIMEOUT));
  }

  private List<Schedule> schedules() {
    List<Schedule> schedules = values.optional(DaemonSetting.CRON_FILE, DaemonSettings::read);
    return schedules == null ? List.of() : schedules;
  }

  private static List<Schedule> read(String file) {
    try {
      return CronFile.read(Path.of(file));
    } catch (InvalidCronFileException e) {
      throw new IllegalArgumentException("must be a valid cron file. " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Otherwise SQS would deliver the message again while the app may still process it. */
  private void requireOnePostAtATime(DaemonConfig config) {
    if (config.queue().visibilityTimeout().compareTo(config.app().inactivityTimeout()) <= 0) {
      values.problem(
          DaemonSetting.VISIBILITY_TIMEOUT,
          "must be longer than " + DaemonSetting.INACTIVITY_TIMEOUT.names());
    }
  }

  /** A FIFO queue requires a group for each message, and a scheduled message has none. */
  private void rejectSchedulesOnFifoQueue(DaemonConfig config) {
    if (config.queue().url().endsWith(FIFO) && !config.schedules().isEmpty()) {
      values.problem(DaemonSetting.CRON_FILE, "cannot be used with a FIFO queue");
    }
  }
}
