package io.runnerbean.dev.chaos.job;

import io.runnerbean.job.Job;
import io.runnerbean.job.JobContext;
import io.runnerbean.job.JobResult;
import io.runnerbean.job.JobType;
import io.runnerbean.job.Limits;
import io.runnerbean.job.RetryPolicy;

/** Waits in custody for its turn, and is cancelled there or in mid-work, if somebody is in time. */
record CancelledJob(Diary diary) implements Job<Work> {

  @Override
  public JobType<Work> type() {
    return JobType.of("Cancelled", Work.class);
  }

  @Override
  public RetryPolicy retries() {
    return Patience.ENDLESS;
  }

  @Override
  public Limits limits() {
    return Limits.none().concurrency(2);
  }

  @Override
  public JobResult run(Work work, JobContext context) throws Exception {
    return diary.around(
        work.key(),
        () -> {
          Effects.write(context.session(), work.key(), work.millis());
          return JobResult.succeeded();
        });
  }
}
