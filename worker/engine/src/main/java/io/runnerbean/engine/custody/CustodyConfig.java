package io.runnerbean.engine.custody;

import io.runnerbean.engine.config.Settings;
import java.time.Duration;

/**
 * How a worker serves the runs in custody.
 *
 * @param lease how long a run stays with a worker that is not heard of: so long an attempt is lost
 *     with its worker
 * @param drain how long what runs may go on when the worker stops
 * @param longRunning how many long-running jobs it runs at once
 * @param most how many runs there may be in custody; what fails beyond that is left to SQS
 */
public record CustodyConfig(Duration lease, Duration drain, int longRunning, int most) {

  private static final int LEASE_SECONDS = 30;
  private static final int LONG_RUNNING = 8;
  private static final int MOST = 1_000_000;

  /** A lease of 30 s, eight long-running jobs, a million runs. */
  public static CustodyConfig withDrain(Duration drain) {
    return new CustodyConfig(Duration.ofSeconds(LEASE_SECONDS), drain, LONG_RUNNING, MOST);
  }

  /** Reads it; the caller checks the settings. */
  public static CustodyConfig from(Settings settings, Duration drain) {
    return new CustodyConfig(
        Duration.ofSeconds(settings.number("RUNNERBEAN_LEASE", LEASE_SECONDS, 5, 3600)),
        drain,
        settings.number("RUNNERBEAN_LONG_RUNNING", LONG_RUNNING, 1, 1000),
        settings.number("RUNNERBEAN_MAX_CUSTODY", MOST, 1, 100_000_000));
  }

  /** Three chances to renew a lease. */
  Duration heartbeat() {
    return lease.dividedBy(3);
  }
}
