package io.runnerbean.engine;

import io.runnerbean.engine.config.Settings;
import io.runnerbean.engine.custody.CustodyConfig;
import io.runnerbean.engine.database.DatabaseConfig;
import io.runnerbean.engine.dispatch.RetriedBy;
import io.runnerbean.engine.http.HttpConfig;
import io.runnerbean.engine.ledger.HistoryConfig;
import io.runnerbean.engine.queue.TargetQueue;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a worker must be told.
 *
 * @param queue where /job/post sends to; null: nowhere
 * @param deadLetters where copies of dead letters are sent; null: nowhere
 * @param deliveryTimeout how long whoever delivers a message waits for its answer
 */
public record WorkerConfig(
    DatabaseConfig database,
    HttpConfig http,
    @Nullable TargetQueue queue,
    @Nullable TargetQueue deadLetters,
    RetriedBy retriedBy,
    CustodyConfig custody,
    HistoryConfig history,
    Duration deliveryTimeout) {

  private static final int DELIVERY_TIMEOUT = 290;

  /** With the ledger to try again what fails, and its defaults. */
  public WorkerConfig(DatabaseConfig database, HttpConfig http, @Nullable TargetQueue queue) {
    this(
        database,
        http,
        queue,
        null,
        RetriedBy.LEDGER,
        CustodyConfig.withDrain(http.drain()),
        HistoryConfig.usual(),
        Duration.ofSeconds(DELIVERY_TIMEOUT));
  }

  /** The same, with a queue for copies of dead letters. */
  public WorkerConfig relayingTo(TargetQueue dead) {
    return new WorkerConfig(
        database, http, queue, dead, retriedBy, custody, history, deliveryTimeout);
  }

  /** The same, with custody served in another way. */
  public WorkerConfig withCustody(CustodyConfig other) {
    return new WorkerConfig(
        database, http, queue, deadLetters, retriedBy, other, history, deliveryTimeout);
  }

  /** The same, with another history. */
  public WorkerConfig withHistory(HistoryConfig other) {
    return new WorkerConfig(
        database, http, queue, deadLetters, retriedBy, custody, other, deliveryTimeout);
  }

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
    DatabaseConfig database = DatabaseConfig.from(settings);
    HttpConfig http = HttpConfig.from(settings);
    return new WorkerConfig(
        database,
        http,
        TargetQueue.ifNamed(settings),
        TargetQueue.deadLettersIfNamed(settings),
        RetriedBy.from(settings),
        CustodyConfig.from(settings, http.drain()),
        HistoryConfig.from(settings),
        Duration.ofSeconds(
            settings.number("RUNNERBEAN_DELIVERY_TIMEOUT", DELIVERY_TIMEOUT, 1, 43_200)));
  }
}
