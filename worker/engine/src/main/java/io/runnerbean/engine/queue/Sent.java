package io.runnerbean.engine.queue;

/** What SQS said to one of several messages. */
public sealed interface Sent {

  /** It is in the queue. */
  record Accepted(String messageId) implements Sent {}

  /**
   * It is not, or nobody knows.
   *
   * @param reason as SQS puts it
   */
  record Refused(String reason) implements Sent {}
}
