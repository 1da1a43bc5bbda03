package io.runnerbean.dev.chaos.job;

import io.runnerbean.job.Job;
import io.runnerbean.job.JobContext;
import io.runnerbean.job.JobResult;
import io.runnerbean.job.JobType;
import io.runnerbean.job.RetryPolicy;

/** Does its work and then throws, always: nothing of it may stay. */
record FailingJob(Diary diary) implements Job<Work> {

  @Override
  public JobType<Work> type() {
    return JobType.of("Failing", Work.class);
  }

  @Override
  public RetryPolicy retries() {
    return Patience.SHORT;
  }

  @Override
  public JobResult run(Work work, JobContext context) throws Exception {
    return diary.around(
        work.key(),
        () -> {
          Effects.write(context.session(), work.key(), work.millis());
          throw new IllegalStateException("fails on purpose");
        });
  }
}
