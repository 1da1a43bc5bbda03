package io.runnerbean.engine.post;

import io.runnerbean.engine.sqs.JobSender;
import org.jspecify.annotations.Nullable;

/**
 * Sends posted jobs to the SQS queue. A repeated delivery sends its jobs again, under the same run
 * ids, so each of them runs once.
 */
public final class JobPoster {

  private final @Nullable JobSender sender;

  /** Without a sender, it answers every post with {@link PostOutcome.Unavailable}. */
  public JobPoster(@Nullable JobSender sender) {
    this.sender = sender;
  }

  public PostOutcome post(PostRequest request) {
    if (sender == null) {
      return new PostOutcome.Unavailable(
          "This worker has no queue to post to; set RUNNERBEAN_QUEUE_URL.");
    }
    PostOutcome.Answered answered =
        new PostOutcome.Answered(
            request, sender.queueName(), sender.send(request.messages(), request.delaySeconds()));
    return request.isDelivery() && !answered.allSent()
        ? new PostOutcome.Unavailable("SQS did not accept every job; try again.")
        : answered;
  }
}
