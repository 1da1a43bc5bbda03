package io.runnerbean.job;

/** How a run ended, as the job sees it. A job that throws has failed, which needs no result. */
public sealed interface JobResult {

  /** The work is done: its writes are committed. */
  record Succeeded() implements JobResult {}

  /**
   * The work cannot be done now: its writes are rolled back and the message is delivered again.
   *
   * @param reason for whoever reads the log
   */
  record RetryLater(String reason) implements JobResult {}

  static JobResult succeeded() {
    return new Succeeded();
  }

  static JobResult retryLater(String reason) {
    return new RetryLater(reason);
  }
}
