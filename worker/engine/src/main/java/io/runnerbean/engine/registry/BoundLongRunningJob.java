package io.runnerbean.engine.registry;

import io.runnerbean.job.JobResult;
import io.runnerbean.job.LongRunningContext;

/** A long-running job with its payload in hand. */
@FunctionalInterface
public non-sealed interface BoundLongRunningJob extends Bound {

  JobResult run(LongRunningContext context) throws Exception;
}
