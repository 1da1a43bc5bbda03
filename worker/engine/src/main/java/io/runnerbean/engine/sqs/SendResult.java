package io.runnerbean.engine.sqs;

/** What SQS answered to one of several messages. */
public sealed interface SendResult {

  /** The message is in the SQS queue. */
  record Accepted(String messageId) implements SendResult {}

  /**
   * SQS has refused the message, or has not confirmed it: it may be in the SQS queue.
   *
   * @param reason as SQS or its client states it
   */
  record NotConfirmed(String reason) implements SendResult {}
}
