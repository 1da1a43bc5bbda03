package io.runnerbean.engine.ledger;

import io.runnerbean.engine.message.Delivery;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What every table of the ledger knows of a run.
 *
 * @param jobType canonical, or as the message says where we have no such job
 * @param payload the body as it was sent, to the character
 * @param receiptKey null: a plain POST, whose repeat would run again
 * @param attempt the attempt at hand, from 1
 */
public record RunFacts(
    UUID runId,
    String jobType,
    String payload,
    Delivery delivery,
    @Nullable String receiptKey,
    int attempt) {

  /** As it was before the attempt at hand. */
  public RunFacts uncounted() {
    return new RunFacts(runId, jobType, payload, delivery, receiptKey, attempt - 1);
  }
}
