package io.runnerbean.engine;

import io.runnerbean.config.SettingsReader;
import io.runnerbean.engine.consumer.ConsumerConfig;
import io.runnerbean.engine.database.DatabaseConfig;
import io.runnerbean.engine.delivery.DeliveryConfig;
import io.runnerbean.engine.http.HttpConfig;
import io.runnerbean.engine.slots.LoadLimits;
import io.runnerbean.engine.sqs.SqsConfig;
import io.runnerbean.engine.sqs.SqsQueueConfig;
import io.runnerbean.engine.store.RetentionConfig;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every setting of a worker.
 *
 * @param threads how many requests are handled at once, 1 to 2000
 */
public record WorkerConfig(
    DatabaseConfig database,
    int threads,
    HttpConfig http,
    SqsConfig sqs,
    DeliveryConfig deliveries,
    ConsumerConfig consumer,
    RetentionConfig retention) {

  /**
   * With the defaults for all other settings.
   *
   * @param queue the SQS queue that /job/post sends to; null: none
   */
  public WorkerConfig(DatabaseConfig database, HttpConfig http, @Nullable SqsQueueConfig queue) {
    this(
        database,
        LoadLimits.threads(database.pool()),
        http,
        SqsConfig.of(queue),
        DeliveryConfig.standard(),
        ConsumerConfig.withDrain(http.drain()),
        RetentionConfig.standard());
  }

  /** How many requests the worker accepts. */
  LoadLimits limits() {
    return LoadLimits.of(database.pool(), threads);
  }

  /** The same, with an SQS queue for copies of dead letters. */
  public WorkerConfig forwardingTo(SqsQueueConfig dead) {
    return withSqs(new SqsConfig(sqs.jobs(), dead, sqs.polled()));
  }

  /** The same, with other SQS queues. */
  public WorkerConfig withSqs(SqsConfig other) {
    return new WorkerConfig(database, threads, http, other, deliveries, consumer, retention);
  }

  /** The same, with other settings for queued runs. */
  public WorkerConfig withConsumer(ConsumerConfig other) {
    return new WorkerConfig(database, threads, http, sqs, deliveries, other, retention);
  }

  /** The same, with other settings for retention. */
  public WorkerConfig withRetention(RetentionConfig other) {
    return new WorkerConfig(database, threads, http, sqs, deliveries, consumer, other);
  }

  /** The same, with other settings for deliveries. */
  public WorkerConfig withDeliveries(DeliveryConfig other) {
    return new WorkerConfig(database, threads, http, sqs, other, consumer, retention);
  }

  /**
   * Reads it from the environment.
   *
   * @throws io.runnerbean.config.InvalidSettingsException naming every setting that is missing or
   *     wrong
   */
  public static WorkerConfig from(Map<String, String> environment) {
    SettingsReader settings = new SettingsReader(environment);
    WorkerConfig config = from(settings);
    settings.check();
    return config;
  }

  /** Reads it from settings that hold others too; the caller checks the settings. */
  public static WorkerConfig from(SettingsReader settings) {
    DatabaseConfig database = DatabaseConfig.from(settings);
    HttpConfig http = HttpConfig.from(settings);
    return new WorkerConfig(
        database,
        settings.number("RUNNERBEAN_THREADS", LoadLimits.threads(database.pool()), 1, 2_000),
        http,
        SqsConfig.from(settings),
        DeliveryConfig.from(settings),
        ConsumerConfig.from(settings, http.drain()),
        RetentionConfig.from(settings));
  }
}
