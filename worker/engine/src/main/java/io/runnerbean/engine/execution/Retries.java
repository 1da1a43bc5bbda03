package io.runnerbean.engine.execution;

import io.runnerbean.job.RetryPolicy;

/** Who retries a failed run. */
public sealed interface Retries {

  /** The job queue, as the job's policy says. */
  record ByPolicy(RetryPolicy policy) implements Retries {}

  /** SQS, which delivers the message again; nothing is recorded. */
  record BySqs() implements Retries {}
}
