package io.runnerbean.engine.ledger;

import java.util.UUID;

/** What the ledger answers to a run that asks for the receipt of its message. */
public sealed interface Receipt {

  /**
   * It is this run's: no other run of the message is committed or under way. Valid until the
   * transaction ends.
   */
  record Fresh() implements Receipt {}

  /** It is not this run's to have. */
  sealed interface NotOurs extends Receipt {}

  /**
   * An earlier run was committed with it.
   *
   * @param runId that run
   */
  record Taken(UUID runId) implements NotOurs {}

  /** Another transaction holds it. */
  record Busy() implements NotOurs {}

  /**
   * The message's time lies outside the receipts that are kept, so nobody can know whether it ran.
   */
  record Unknowable() implements NotOurs {}
}
