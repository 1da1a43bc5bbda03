package io.runnerbean.engine.delivery;

/** What is to be done with a message in SQS. */
public enum Disposition {
  /** It is done with: its run has ended, or is queued. */
  DELETE,
  /** It has to be delivered again. */
  REDELIVER,
  /** It is wrong, and its sender is there to be told so. */
  REJECT
}
