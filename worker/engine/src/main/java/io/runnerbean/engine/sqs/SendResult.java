package io.runnerbean.engine.sqs;

/** What SQS said to one of several messages. */
public sealed interface SendResult {

  /** It is in the queue. */
  record Accepted(String messageId) implements SendResult {}

  /**
   * It is not, or nobody knows.
   *
   * @param reason as SQS puts it
   */
  record Refused(String reason) implements SendResult {}
}
