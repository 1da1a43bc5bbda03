package io.runnerbean.engine.dispatch;

import io.runnerbean.engine.ledger.Failure;
import io.runnerbean.engine.ledger.Receipt;
import io.runnerbean.engine.ledger.RunFacts;
import io.runnerbean.engine.refusal.RefusedException;
import java.time.Duration;
import java.util.UUID;

/** What became of a delivery. */
public sealed interface Outcome {

  RunId run();

  /**
   * The job ran and all it wrote is committed.
   *
   * @param receipted whether a repeat of this message would be recognised
   */
  record Succeeded(RunId run, boolean receipted) implements Outcome {

    static Succeeded of(RunFacts run) {
      return new Succeeded(RunId.of(run), run.receiptKey() != null);
    }
  }

  /**
   * An earlier delivery of the same message did the work, or left it to the ledger; this one did
   * nothing.
   *
   * @param run the one that did it
   */
  record AlreadyDone(RunId run) implements Outcome {}

  /** An earlier delivery of the same message is at work; this one did nothing. */
  record StillRunning(RunId run) implements Outcome {}

  /**
   * The message is older than the receipts that are kept, or dated in the future; this one did
   * nothing.
   */
  record Unknowable(RunId run) implements Outcome {

    /** Why it is not run, for whoever finds the message as a dead letter. */
    static RefusedException refusal() {
      return new RefusedException(
          "Cannot know whether it ran",
          "time sent",
          "is outside the receipts that are kept; redrive it if it may run again");
    }
  }

  /** The ledger has taken custody of the message; its job has not run yet. */
  record Admitted(RunId run, Duration due) implements Outcome {}

  /**
   * The same, and a run of the same work that waited has ended for it.
   *
   * @param earlier that run
   */
  record Replaced(RunId run, Duration due, UUID earlier) implements Outcome {}

  /**
   * Another run does the same work, and this one has ended.
   *
   * @param winner that run
   */
  record Needless(RunId run, UUID winner) implements Outcome {}

  /**
   * The job failed; all it wrote is rolled back, and the ledger has the run.
   *
   * @param attempt which one this was
   */
  record Failed(RunId run, int attempt, Failure failure, Verdict verdict) implements Outcome {}

  /** The job wants to be run later; no attempt is counted, and the ledger has the run. */
  record Snoozed(RunId run, Duration in) implements Outcome {}

  /** The job wants never to be run again; a dead letter keeps the run. */
  record Discarded(RunId run, String reason) implements Outcome {}

  /** A person wanted the run to end; all that its job wrote is rolled back. */
  record Cancelled(RunId run) implements Outcome {}

  /** The job failed, and nothing is committed: SQS is to deliver the message again. */
  record LeftToQueue(RunId run, Failure failure) implements Outcome {}

  /** Custody has no room for the run; nothing is committed. */
  record CustodyFull(RunId run) implements Outcome {}

  /** The worker stops, and the job did not end in time; nothing is committed. */
  record Stopped(RunId run) implements Outcome {}

  /** Another worker has the run by now; nothing is committed. */
  record LeaseLost(RunId run) implements Outcome {}

  /**
   * The database could not be used, which is no failure of the job. At most a receipt tells whether
   * it was committed.
   */
  record Unavailable(RunId run, Throwable failure) implements Outcome {}

  /** Of an attempt whose turn it was not. */
  static Outcome of(Receipt.NotOurs refused, RunId run) {
    return switch (refused) {
      case Receipt.Taken(UUID earlier) -> new AlreadyDone(new RunId(earlier, run.jobType()));
      case Receipt.Busy() -> new StillRunning(run);
      case Receipt.Unknowable() -> new Unknowable(run);
    };
  }
}
