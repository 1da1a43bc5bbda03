package io.runnerbean.engine.store;

import java.util.Locale;

/** Of which ended runs the table {@code run} keeps what the job logged. */
public enum LogRetention {
  /** Of those that did not succeed. */
  FAILED,
  ALL,
  NONE;

  boolean keeps(RunState state) {
    return switch (this) {
      case NONE -> false;
      case ALL -> true;
      case FAILED -> state != RunState.SUCCEEDED;
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
