package io.runnerbean.engine.custody;

import io.runnerbean.engine.config.Settings;
import java.time.Duration;

/**
 * How a worker serves the runs in custody.
 *
 * @param slots how many it runs at once
 * @param lease how long a run stays with a worker that is not heard of: so long an attempt is lost
 *     with its worker
 * @param drain how long what runs may go on when the worker stops
 */
public record CustodyConfig(int slots, Duration lease, Duration drain) {

  private static final int SHARE = 4;
  private static final int LEASE_SECONDS = 30;

  /** For a pool of this many connections: a quarter of them, and a lease of 30 s. */
  public static CustodyConfig forPool(int connections, Duration drain) {
    return new CustodyConfig(
        Math.ceilDiv(connections, SHARE), Duration.ofSeconds(LEASE_SECONDS), drain);
  }

  /** Reads it; the caller checks the settings. */
  public static CustodyConfig from(Settings settings, int connections, Duration drain) {
    Duration lease =
        Duration.ofSeconds(settings.number("RUNNERBEAN_LEASE", LEASE_SECONDS, 5, 3600));
    return new CustodyConfig(forPool(connections, drain).slots(), lease, drain);
  }

  /** Three chances to renew a lease. */
  Duration heartbeat() {
    return lease.dividedBy(3);
  }
}
