package io.runnerbean.engine.store;

import java.util.Locale;

/** Selects the ended runs whose log lines the table {@code run} keeps. */
public enum LogRetention {
  /** Runs that did not succeed. */
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
