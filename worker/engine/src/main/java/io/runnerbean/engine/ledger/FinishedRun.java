package io.runnerbean.engine.ledger;

import io.runnerbean.engine.message.Delivery;
import io.runnerbean.engine.message.ReceiptKey;
import java.util.Locale;
import java.util.UUID;

/** A run that needs nothing more. */
public record FinishedRun(
    UUID runId, String jobType, State state, Delivery delivery, ReceiptKey key) {

  /** How it ended. */
  public enum State {
    SUCCEEDED;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
