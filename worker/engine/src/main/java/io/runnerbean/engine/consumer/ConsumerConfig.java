package io.runnerbean.engine.consumer;

import io.runnerbean.config.SettingsReader;
import java.time.Duration;

/**
 * How a worker runs queued runs.
 *
 * @param lease how long a lease lasts without renewal; the loss of a worker is detected after about
 *     this time
 * @param drain how long jobs may go on when the worker stops
 * @param longRunning how many long-running jobs it runs at once
 * @param maxQueued how many runs the queue takes; beyond that, failed runs are left to SQS
 */
public record ConsumerConfig(Duration lease, Duration drain, int longRunning, int maxQueued) {

  private static final int LEASE_SECONDS = 30;
  private static final int LONG_RUNNING = 8;
  private static final int MAX_QUEUED = 1_000_000;

  /** A lease of 30 s, eight long-running jobs, a million queued runs. */
  public static ConsumerConfig withDrain(Duration drain) {
    return new ConsumerConfig(Duration.ofSeconds(LEASE_SECONDS), drain, LONG_RUNNING, MAX_QUEUED);
  }

  /** Reads the settings. The caller checks them. */
  public static ConsumerConfig from(SettingsReader settings, Duration drain) {
    return new ConsumerConfig(
        Duration.ofSeconds(settings.number("RUNNERBEAN_LEASE", LEASE_SECONDS, 5, 3600)),
        drain,
        settings.number("RUNNERBEAN_LONG_RUNNING", LONG_RUNNING, 1, 1000),
        settings.number("RUNNERBEAN_MAX_QUEUED", MAX_QUEUED, 1, 2_000_000));
  }

  /** A lease can be renewed three times before it expires. */
  Duration renewal() {
    return lease.dividedBy(3);
  }
}
