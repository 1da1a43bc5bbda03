package io.runnerbean.engine.execution;

import io.runnerbean.job.JobResult;
import org.jspecify.annotations.Nullable;

/** How a job ended, before anything is decided. */
sealed interface Completion {

  /**
   * It returned, and all that it wrote has been sent to PostgreSQL.
   *
   * @param json what a success has returned, as JSON; null: nothing
   */
  record Returned(JobResult result, @Nullable String json) implements Completion {}

  /** It threw, or PostgreSQL refused its writes, or its result could not be stored. */
  record Threw(Throwable thrown) implements Completion {}

  /** It was interrupted. What it then threw or returned does not matter. */
  record Interrupted(InterruptReason reason) implements Completion {}
}
