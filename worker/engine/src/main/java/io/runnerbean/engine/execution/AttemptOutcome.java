package io.runnerbean.engine.execution;

import io.runnerbean.engine.store.AttemptFailure;
import java.time.Duration;

/** The outcome of an attempt. */
public sealed interface AttemptOutcome {

  RunId run();

  /**
   * The job ran, and all that it wrote is committed.
   *
   * @param identified whether a repeat of the message would be recognised
   */
  record Succeeded(RunId run, boolean identified) implements AttemptOutcome {}

  /** The job failed. Its run is retried after this time. */
  record Retrying(RunId run, int attempt, AttemptFailure failure, Duration delay)
      implements AttemptOutcome {}

  /** The job failed for the last time. */
  record Dead(RunId run, int attempt, AttemptFailure failure, String reason)
      implements AttemptOutcome {}

  /** The job asked to be run later; the attempt is not counted. */
  record Snoozed(RunId run, Duration delay) implements AttemptOutcome {}

  /** The worker stops, and has queued the run for another one; the attempt is not counted. */
  record HandedOver(RunId run) implements AttemptOutcome {}

  /** The job asked never to be run again; a dead letter keeps the run. */
  record Discarded(RunId run, String reason) implements AttemptOutcome {}

  /** An operator has cancelled the run. */
  record Cancelled(RunId run) implements AttemptOutcome {}

  /** Another delivery of the same message has run it, or queued it; this one did nothing. */
  record AlreadyProcessed(RunId run) implements AttemptOutcome {}

  /** Another delivery of the same message runs; this one did nothing. */
  record InProgress(RunId run) implements AttemptOutcome {}

  /** A worker was lost while it ran this message; this attempt has not begun. */
  record WorkerWasLost(RunId run) implements AttemptOutcome {}

  /** The time of the message is outside the retention period; nothing is committed. */
  record Expired(RunId run) implements AttemptOutcome {}

  /** The job failed, and nothing is committed: SQS is to deliver the message again. */
  record LeftToSqs(RunId run, AttemptFailure failure) implements AttemptOutcome {}

  /** The job queue has no room for the run; nothing is committed. */
  record QueueFull(RunId run) implements AttemptOutcome {}

  /** Nothing is committed. The attempt does not count. */
  sealed interface NotCommitted extends AttemptOutcome {}

  /** The worker stops, and the job did not end in time. The run stays where it was. */
  record Stopped(RunId run) implements NotCommitted {}

  /** Another worker has claimed the run. */
  record LeaseLost(RunId run) implements NotCommitted {}

  /** The worker cannot use the database. Only the run's row shows whether a COMMIT happened. */
  record DatabaseUnavailable(RunId run, Throwable cause) implements NotCommitted {}

  /** The attempt got no connection in time, because other jobs used all of them. */
  record NoConnection(RunId run) implements NotCommitted {}

  /** The attempt has lost its connection to the database, which other connections can use. */
  record ConnectionLost(RunId run, Throwable cause) implements NotCommitted {}

  /** The engine itself has failed: a bug of Runnerbean, or memory or threads ran out. */
  record EngineFault(RunId run, Throwable cause) implements NotCommitted {}
}
