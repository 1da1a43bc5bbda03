package io.runnerbean.engine.store;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended.
 *
 * @param took how long its last attempt took; null: it had none
 * @param reason why it did not succeed; null: it succeeded
 * @param result what its job returned, as JSON; null: nothing
 * @param log what its job logged in the last attempt; null: nothing
 */
public record RunResult(
    RunState state,
    @Nullable Duration took,
    @Nullable String reason,
    @Nullable String result,
    @Nullable String log) {

  public RunResult {
    reason = reason == null ? null : PostgresText.shortened(reason);
    log = log == null ? null : PostgresText.of(log);
  }

  public static RunResult succeeded(Duration took, @Nullable String result, @Nullable String log) {
    return new RunResult(RunState.SUCCEEDED, took, null, result, log);
  }

  public static RunResult failed(
      RunState state, Duration took, String reason, @Nullable String log) {
    return new RunResult(state, took, reason, null, log);
  }

  /** It ended without an attempt. */
  public static RunResult withoutAttempt(RunState state, String reason) {
    return new RunResult(state, null, reason, null, null);
  }
}
