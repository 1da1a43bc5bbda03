package io.runnerbean.engine.delivery;

import io.runnerbean.engine.execution.AttemptOutcome;
import io.runnerbean.engine.execution.RunId;
import io.runnerbean.engine.validation.InvalidMessageException;
import java.time.Duration;
import java.util.UUID;

/** The outcome of a delivery. */
public sealed interface DeliveryOutcome {

  /** An attempt was made, or another delivery of the message made it needless. */
  record Attempted(AttemptOutcome attempt) implements DeliveryOutcome {}

  /** Its run is queued, and due after this time. */
  record Enqueued(RunId run, Duration delay) implements DeliveryOutcome {}

  /**
   * The same, and a waiting run with the same unique key was cancelled.
   *
   * @param earlier that run
   */
  record Replaced(RunId run, Duration delay, UUID earlier) implements DeliveryOutcome {}

  /**
   * Its run is discarded, because another run has the same unique key.
   *
   * @param winner that run
   */
  record DuplicateWork(RunId run, UUID winner) implements DeliveryOutcome {}

  /** It asks for nothing, and no run is recorded. */
  record Ignored(String what) implements DeliveryOutcome {}

  /** It is malformed. */
  record Rejected(InvalidMessageException fault) implements DeliveryOutcome {}

  /** It would have to wait too long. Nothing was done. */
  record TooBusy(String why) implements DeliveryOutcome {}

  /** The worker itself failed. Nothing is committed. */
  record Failed() implements DeliveryOutcome {}

  /** What happens to the message in SQS. */
  default Disposition disposition() {
    return switch (this) {
      case Attempted(AttemptOutcome attempt) -> of(attempt);
      case Enqueued _, Replaced _, DuplicateWork _, Ignored _ -> Disposition.DELETE;
      case Rejected _ -> Disposition.REJECT;
      case TooBusy _, Failed _ -> Disposition.REDELIVER;
    };
  }

  private static Disposition of(AttemptOutcome attempt) {
    return switch (attempt) {
      case AttemptOutcome.Succeeded _,
          AttemptOutcome.Retrying _,
          AttemptOutcome.Dead _,
          AttemptOutcome.Snoozed _,
          AttemptOutcome.HandedOver _,
          AttemptOutcome.Discarded _,
          AttemptOutcome.Cancelled _,
          AttemptOutcome.AlreadyProcessed _ ->
          Disposition.DELETE;
      case AttemptOutcome.InProgress _,
          AttemptOutcome.WorkerWasLost _,
          AttemptOutcome.LeftToSqs _,
          AttemptOutcome.QueueFull _,
          AttemptOutcome.NotCommitted _ ->
          Disposition.REDELIVER;
      case AttemptOutcome.Expired _ -> Disposition.REJECT;
    };
  }
}
