package io.runnerbean.engine.delivery;

/** What happens to the message in SQS. */
public enum Disposition {
  /** Its run has ended, or is queued. */
  DELETE,
  /** It has to be delivered again. */
  REDELIVER,
  /** It is wrong, and its sender waits for the answer that says so. */
  REJECT
}
