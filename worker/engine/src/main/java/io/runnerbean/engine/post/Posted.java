package io.runnerbean.engine.post;

import io.runnerbean.engine.queue.Sent;
import java.util.List;

/** What became of a request to post jobs. */
public sealed interface Posted {

  /**
   * SQS has spoken.
   *
   * @param sent what it said to each job, in the order of the request
   */
  record Done(PostRequest request, String queue, List<Sent> sent) implements Posted {

    /** Whether every job is in the queue. */
    public boolean isWhole() {
      return sent.stream().allMatch(Sent.Accepted.class::isInstance);
    }

    /** Whether no job is. */
    public boolean isVain() {
      return sent.stream().noneMatch(Sent.Accepted.class::isInstance);
    }
  }

  /** The request is a delivery, and an earlier delivery of the same message posted its jobs. */
  record AlreadyDone(PostRequest request) implements Posted {}

  /** The request is a delivery, and another delivery of the same message is at work. */
  record StillRunning() implements Posted {}

  /** The request is a delivery whose time lies outside the receipts that are kept. */
  record Unknowable() implements Posted {}

  /** The queue or the database cannot be used; nothing is certain but that nothing is receipted. */
  record Unavailable(String reason) implements Posted {}
}
