package io.runnerbean.engine.dispatch;

/** What became of a delivery. */
public sealed interface Outcome {

  RunId run();

  /**
   * The job ran and all it wrote is committed.
   *
   * @param receipted whether a repeat of this message would be recognised
   */
  record Succeeded(RunId run, boolean receipted) implements Outcome {}

  /**
   * An earlier delivery of the same message did the work; this one did nothing.
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
  record Unknowable(RunId run) implements Outcome {}

  /** The job asked for a retry; nothing is committed. */
  record RetryAsked(RunId run, String reason) implements Outcome {}

  /** The job failed; nothing is committed. */
  record Failed(RunId run, Throwable failure) implements Outcome {}

  /**
   * The database could not be used, which is no failure of the job. At most a receipt tells whether
   * it was committed.
   */
  record Unavailable(RunId run, Throwable failure) implements Outcome {}
}
