package io.runnerbean.engine.dispatch;

import io.runnerbean.engine.config.Settings;
import io.runnerbean.engine.message.Delivery;
import java.util.Locale;

/** Who tries again what has failed, as the worker is set up. */
public enum RetriedBy {
  /** The ledger takes custody: retries have the job's own policy, and history. */
  LEDGER,
  /** SQS delivers the message again, as often as its queue says. */
  QUEUE;

  private static final String FIFO = ".fifo";

  /** Reads it; the caller checks the settings. */
  public static RetriedBy from(Settings settings) {
    return settings.oneOf("RUNNERBEAN_RETRIES", LEDGER);
  }

  /**
   * Whether the ledger takes what goes wrong with this message.
   *
   * <p>To answer 200 to a failed message of a FIFO queue would let the next one of its group
   * overtake it.
   */
  boolean ledger(Delivery delivery) {
    String queue = delivery.queue();
    return this == LEDGER && (queue == null || !queue.endsWith(FIFO));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
