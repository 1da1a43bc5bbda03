package io.runnerbean.engine.ledger;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whose payloads history keeps. Those of dead letters are kept with these, until they are settled.
 */
public enum KeptPayloads {

  /** Those of runs that did not succeed. */
  FAILED,

  /** Those, and of the others those of at most 4096 characters. */
  SMALL,

  /** All. */
  ALL,

  /** None. */
  NONE;

  private static final int MOST = 4096;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Nullable String kept(RunFacts run, RunState state) {
    return switch (this) {
      case NONE -> null;
      case ALL -> run.payload();
      case FAILED -> state == RunState.SUCCEEDED ? null : run.payload();
      case SMALL ->
          state == RunState.SUCCEEDED && run.payload().length() > MOST ? null : run.payload();
    };
  }
}
