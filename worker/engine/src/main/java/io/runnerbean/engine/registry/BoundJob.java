package io.runnerbean.engine.registry;

import io.runnerbean.job.JobContext;
import io.runnerbean.job.JobResult;

/** A job with its payload in hand. */
@FunctionalInterface
public non-sealed interface BoundJob extends Bound {

  JobResult run(JobContext context) throws Exception;
}
