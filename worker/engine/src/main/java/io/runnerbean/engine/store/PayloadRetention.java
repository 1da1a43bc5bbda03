package io.runnerbean.engine.store;

import java.util.Locale;

/**
 * Selects the ended runs whose payload the table {@code run} keeps. A dead letter always has its
 * own.
 */
public enum PayloadRetention {
  /** Runs that did not succeed. */
  FAILED,
  /** These, and others whose payload has at most 4096 characters. */
  SMALL,
  ALL,
  NONE;

  private static final int SMALL_CHARACTERS = 4096;

  boolean keeps(String payload, RunState state) {
    return switch (this) {
      case NONE -> false;
      case ALL -> true;
      case FAILED -> state != RunState.SUCCEEDED;
      case SMALL -> state != RunState.SUCCEEDED || payload.length() <= SMALL_CHARACTERS;
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
