package io.runnerbean.engine.sqs;

/** What SQS answered to one of several messages. */
public sealed interface SendResult {

  /** The message is in the SQS queue. */
  record Accepted(String messageId) implements SendResult {}

  /**
   * The message is not in the SQS queue, or that is unknown.
   *
   * @param reason as SQS or its client states it
   */
  record Refused(String reason) implements SendResult {}
}
