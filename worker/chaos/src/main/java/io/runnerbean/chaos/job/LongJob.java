package io.runnerbean.chaos.job;

import io.runnerbean.job.JobResult;
import io.runnerbean.job.JobType;
import io.runnerbean.job.LongRunningContext;
import io.runnerbean.job.LongRunningJob;
import io.runnerbean.job.RetryPolicy;

/** Three steps with checkpoints. Each step is committed once, over all attempts. */
record LongJob(WorkLog workLog) implements LongRunningJob<Work> {

  @Override
  public JobType<Work> type() {
    return JobType.of("Long", Work.class);
  }

  @Override
  public RetryPolicy retries() {
    return RetryPolicies.ENDLESS;
  }

  @Override
  public JobResult run(Work work, LongRunningContext context) throws Exception {
    return workLog.around(
        work.key(),
        () -> {
          step("first", work, context);
          step("second", work, context);
          return context.finish(session -> Effects.write(session, work.key(), work.millis()));
        });
  }

  private static void step(String name, Work work, LongRunningContext context) {
    context.checkpoint(
        name, session -> Effects.write(session, work.key() + "/" + name, work.millis()));
  }
}
