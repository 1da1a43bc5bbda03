package io.runnerbean.engine.ledger;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended.
 *
 * @param took how long its last attempt took; null: it had none
 * @param reason null: it succeeded
 * @param result what its job returned, as JSON; null: nothing
 * @param log what its job logged in the last attempt; null: nothing
 */
public record Ended(
    RunState state,
    @Nullable Duration took,
    @Nullable String reason,
    @Nullable String result,
    @Nullable String log) {

  public Ended {
    reason = reason == null ? null : StorableText.of(reason);
    log = log == null ? null : StorableText.whole(log);
  }

  @Nullable Double seconds() {
    return Parameters.seconds(took);
  }

  public static Ended succeeded(Duration took, @Nullable String result, @Nullable String log) {
    return new Ended(RunState.SUCCEEDED, took, null, result, log);
  }

  public static Ended badly(RunState state, Duration took, String reason, @Nullable String log) {
    return new Ended(state, took, reason, null, log);
  }

  /** It was cancelled while it waited. */
  public static Ended waiting(String reason) {
    return new Ended(RunState.CANCELLED, null, reason, null, null);
  }

  /** Nothing was to be done, since another run does the same work. */
  public static Ended needless(String reason) {
    return new Ended(RunState.DISCARDED, null, reason, null, null);
  }
}
