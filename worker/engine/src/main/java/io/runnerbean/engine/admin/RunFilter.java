package io.runnerbean.engine.admin;

import io.runnerbean.engine.store.RunState;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which runs to list, the latest first.
 *
 * @param type only of this job type; null: of any
 * @param state only in this state; null: in any
 * @param before only older ones than this run; null: from the latest
 * @param most how many, at least 1
 */
public record RunFilter(
    @Nullable String type, @Nullable String state, @Nullable UUID before, int most) {

  /** The states of runs that have not ended. */
  private static final List<String> LIVE = List.of("scheduled", "waiting", "running", "retrying");

  /** The states of runs that have ended. */
  private static final List<String> ENDED =
      Stream.of(RunState.values())
          .filter(state -> state != RunState.QUEUED)
          .map(RunState::label)
          .toList();

  /** Every state that an operator sees. */
  public static final List<String> STATES = Stream.concat(LIVE.stream(), ENDED.stream()).toList();

  public RunFilter {
    if (state != null && !STATES.contains(state)) {
      throw new IllegalArgumentException(
          "the state is %s; it must be one of %s".formatted(state, String.join(", ", STATES)));
    }
    if (most < 1) {
      throw new IllegalArgumentException("the limit is %d; it must be at least 1".formatted(most));
    }
  }

  boolean includesLive() {
    return state == null || LIVE.contains(state);
  }

  boolean includesEnded() {
    return state == null || ENDED.contains(state);
  }
}
