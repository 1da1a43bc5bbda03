package io.runnerbean.engine.post;

import io.runnerbean.engine.sqs.SendResult;
import java.util.List;

/** The outcome of a request to post jobs. */
public sealed interface PostOutcome {

  /**
   * SQS has answered.
   *
   * @param results what it answered to each job, in the order of the request
   */
  record Answered(PostRequest request, String queue, List<SendResult> results)
      implements PostOutcome {

    /** Whether every job is in the SQS queue. */
    public boolean allSent() {
      return results.stream().allMatch(SendResult.Accepted.class::isInstance);
    }

    /** Whether no job is in the SQS queue. */
    public boolean noneSent() {
      return results.stream().noneMatch(SendResult.Accepted.class::isInstance);
    }
  }

  /**
   * The SQS queue cannot be used. If it accepted some jobs of a delivery, a repeat sends all of
   * them again, and each runs once.
   */
  record Unavailable(String reason) implements PostOutcome {}
}
