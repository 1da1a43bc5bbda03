package io.runnerbean.engine.ledger;

import io.runnerbean.engine.config.Settings;

/**
 * What history keeps.
 *
 * @param days how long it keeps finished runs
 * @param payloads whose payloads it keeps
 */
public record HistoryConfig(int days, KeptPayloads payloads) {

  private static final int DAYS = 30;

  /** 30 days, and the payloads of what did not succeed. */
  public static HistoryConfig usual() {
    return new HistoryConfig(DAYS, KeptPayloads.FAILED);
  }

  /** Reads it; the caller checks the settings. */
  public static HistoryConfig from(Settings settings) {
    return new HistoryConfig(
        settings.number("RUNNERBEAN_HISTORY_DAYS", DAYS, 1, 3650),
        settings.oneOf("RUNNERBEAN_HISTORY_PAYLOADS", KeptPayloads.FAILED));
  }
}
