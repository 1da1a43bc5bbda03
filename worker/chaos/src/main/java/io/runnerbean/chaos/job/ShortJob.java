package io.runnerbean.chaos.job;

import io.runnerbean.job.Job;
import io.runnerbean.job.JobContext;
import io.runnerbean.job.JobResult;
import io.runnerbean.job.JobType;
import io.runnerbean.job.Limits;
import io.runnerbean.job.RetryPolicy;
import java.util.function.Function;

/**
 * Does its work in one transaction, and then ends as it is told to.
 *
 * @param end may fail: of the work nothing may stay then
 */
record ShortJob(
    JobType<Work> type,
    RetryPolicy retries,
    Limits limits,
    WorkLog workLog,
    Function<JobContext, JobResult> end)
    implements Job<Work> {

  /** From which attempt on a flaky job succeeds. */
  private static final int GOOD = 3;

  /** The usual job. */
  static ShortJob direct(WorkLog workLog) {
    return of("Direct", workLog, _ -> JobResult.succeeded());
  }

  /** Does its work and fails all the same, until the third attempt. */
  static ShortJob flaky(WorkLog workLog) {
    return of(
        "Flaky",
        workLog,
        context ->
            context.attempt() < GOOD ? JobResult.retryLater("not yet") : JobResult.succeeded());
  }

  /** Does its work and then throws, always. */
  static ShortJob failing(WorkLog workLog) {
    return new ShortJob(
        JobType.of("Failing", Work.class),
        RetryPolicies.SHORT,
        Limits.none(),
        workLog,
        ShortJob::fail);
  }

  /**
   * Waits in the job queue for its turn, and is cancelled there or in mid-work, if somebody is in
   * time.
   */
  static ShortJob cancelled(WorkLog workLog) {
    return new ShortJob(
        JobType.of("Cancelled", Work.class),
        RetryPolicies.ENDLESS,
        Limits.none().concurrency(2),
        workLog,
        _ -> JobResult.succeeded());
  }

  @Override
  public JobResult run(Work work, JobContext context) throws Exception {
    return workLog.around(
        work.key(),
        () -> {
          Effects.write(context.session(), work.key(), work.millis());
          return end.apply(context);
        });
  }

  private static ShortJob of(String type, WorkLog workLog, Function<JobContext, JobResult> end) {
    return new ShortJob(
        JobType.of(type, Work.class), RetryPolicies.ENDLESS, Limits.none(), workLog, end);
  }

  private static JobResult fail(JobContext context) {
    throw new IllegalStateException("fails on purpose");
  }
}
