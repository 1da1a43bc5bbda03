package io.runnerbean.engine.store;

import io.runnerbean.config.SettingsReader;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of runs that have ended.
 *
 * @param days how long their rows are kept, 15 to 3650: SQS may deliver a message again for 14
 *     days, and the row is what shows that it ran
 * @param payloads of which runs the payload is kept
 * @param logs of which runs the log lines are kept
 */
public record RetentionConfig(int days, PayloadRetention payloads, LogRetention logs) {

  private static final int DAYS = 30;
  private static final int FEWEST_DAYS = 15;

  /** 30 days, with payload and log of what did not succeed. */
  public static RetentionConfig standard() {
    return new RetentionConfig(DAYS, PayloadRetention.FAILED, LogRetention.FAILED);
  }

  /** Reads it; the caller checks the settings. */
  public static RetentionConfig from(SettingsReader settings) {
    return new RetentionConfig(
        settings.number("RUNNERBEAN_HISTORY_DAYS", DAYS, FEWEST_DAYS, 3650),
        settings.oneOf("RUNNERBEAN_HISTORY_PAYLOADS", PayloadRetention.FAILED),
        settings.oneOf("RUNNERBEAN_HISTORY_LOGS", LogRetention.FAILED));
  }

  /** The payload that is kept of a run that has ended like this; null: it is not kept. */
  @Nullable String payload(RunRecord run, RunResult result) {
    return payloads.keeps(run.payload(), result.state()) ? run.payload() : null;
  }

  /** The log that is kept of a run that has ended like this; null: there is none. */
  @Nullable String log(RunResult result) {
    return logs.keeps(result.state()) ? result.log() : null;
  }
}
