package io.runnerbean.engine.execution;

import io.runnerbean.job.RetryPolicy;

/** What tries a run again that has failed. */
public sealed interface Retries {

  /** The job queue, as the job's policy says. */
  record ByPolicy(RetryPolicy policy) implements Retries {}

  /** SQS, which delivers the message again; nothing is recorded. */
  record BySqs() implements Retries {}
}
