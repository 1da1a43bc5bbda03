package io.runnerbean.engine.dispatch;

import io.runnerbean.engine.message.Delivery;
import io.runnerbean.job.RetryPolicy;

/** Who tries again what has failed. */
sealed interface Retries {

  /** The ledger, which takes custody of the run. */
  record ByLedger(RetryPolicy policy) implements Retries {}

  /** SQS, which delivers the message again; nothing is recorded. */
  record ByQueue() implements Retries {}

  /** Which attempt a delivery is: the ledger counts its own, SQS counts what it hands out. */
  default int attempt(Delivery delivery) {
    return switch (this) {
      case ByLedger _ -> 1;
      case ByQueue _ -> delivery.receiveCount();
    };
  }
}
