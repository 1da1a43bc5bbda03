package io.runnerbean.engine.sqs;

/** SQS could not be reached, or refused a message; the text says what to check. */
final class UnreachableQueueException extends RuntimeException {

  private static final long serialVersionUID = 1;

  UnreachableQueueException(String queueUrl, String reason) {
    super(
        "The queue %s cannot be used: %s%nCheck RUNNERBEAN_QUEUE_URL, AWS_ENDPOINT_URL_SQS, AWS_REGION and the credentials."
            .formatted(queueUrl, reason));
  }
}
