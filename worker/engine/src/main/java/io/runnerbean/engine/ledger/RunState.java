package io.runnerbean.engine.ledger;

import java.util.Locale;

/** How a run ended. */
public enum RunState {
  SUCCEEDED,
  DISCARDED,
  CANCELLED,
  DEAD;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
