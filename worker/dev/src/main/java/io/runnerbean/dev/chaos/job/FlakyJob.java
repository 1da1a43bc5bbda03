package io.runnerbean.dev.chaos.job;

import io.runnerbean.job.Job;
import io.runnerbean.job.JobContext;
import io.runnerbean.job.JobResult;
import io.runnerbean.job.JobType;
import io.runnerbean.job.RetryPolicy;

/** Does its work and fails all the same, until the third attempt. */
record FlakyJob(Diary diary) implements Job<Work> {

  private static final int GOOD = 3;

  @Override
  public JobType<Work> type() {
    return JobType.of("Flaky", Work.class);
  }

  @Override
  public RetryPolicy retries() {
    return Patience.ENDLESS;
  }

  @Override
  public JobResult run(Work work, JobContext context) throws Exception {
    return diary.around(
        work.key(),
        () -> {
          Effects.write(context.session(), work.key(), work.millis());
          return context.attempt() < GOOD ? JobResult.retryLater("not yet") : JobResult.succeeded();
        });
  }
}
