package io.runnerbean.engine;

import io.runnerbean.engine.config.Settings;
import io.runnerbean.engine.database.DatabaseConfig;
import io.runnerbean.engine.http.HttpConfig;
import io.runnerbean.engine.queue.TargetQueue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a worker must be told.
 *
 * @param queue where /job/post sends to; null: nowhere
 */
public record WorkerConfig(DatabaseConfig database, HttpConfig http, @Nullable TargetQueue queue) {

  /**
   * Reads it from the environment.
   *
   * @throws io.runnerbean.engine.config.InvalidSettingsException naming every setting that is
   *     missing or wrong
   */
  public static WorkerConfig from(Map<String, String> environment) {
    Settings settings = new Settings(environment);
    WorkerConfig config = from(settings);
    settings.check();
    return config;
  }

  /** Reads it beside others; the caller checks the settings. */
  public static WorkerConfig from(Settings settings) {
    return new WorkerConfig(
        DatabaseConfig.from(settings), HttpConfig.from(settings), TargetQueue.ifNamed(settings));
  }
}
