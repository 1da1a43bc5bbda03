package io.runnerbean.chaos.job;

import io.runnerbean.job.Job;
import io.runnerbean.job.JobContext;
import io.runnerbean.job.JobResult;
import io.runnerbean.job.JobType;
import io.runnerbean.job.RetryPolicy;
import io.runnerbean.job.Unique;
import java.util.Optional;

/**
 * Shares its transaction with other runs, and sometimes fails, which rolls all of them back.
 *
 * @param isQueued it is unique, so that it always waits in the job queue
 */
record SharedJob(String name, boolean isQueued, WorkLog workLog) implements Job<Work> {

  private static final int TOGETHER = 8;

  /** On average, one of this many runs asks for a retry at its first attempt. */
  private static final int SPOILED = 10;

  @Override
  public JobType<Work> type() {
    return JobType.of(name, Work.class);
  }

  @Override
  public RetryPolicy retries() {
    return RetryPolicies.ENDLESS;
  }

  @Override
  public Optional<Unique<Work>> unique() {
    return isQueued ? Optional.of(Unique.whileRunning(Work::key)) : Optional.empty();
  }

  @Override
  public int runsPerTransaction() {
    return TOGETHER;
  }

  @Override
  public JobResult run(Work work, JobContext context) throws Exception {
    return workLog.around(
        work.key(),
        () -> {
          Effects.write(context.session(), work.key(), work.millis());
          return context.attempt() == 1 && Math.floorMod(work.key().hashCode(), SPOILED) == 0
              ? JobResult.retryLater("not yet")
              : JobResult.succeeded();
        });
  }
}
