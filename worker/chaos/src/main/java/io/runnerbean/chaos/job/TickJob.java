package io.runnerbean.chaos.job;

import io.runnerbean.job.Job;
import io.runnerbean.job.JobContext;
import io.runnerbean.job.JobResult;
import io.runnerbean.job.JobType;
import io.runnerbean.job.RetryPolicy;

/** A scheduled job. Its business key is the scheduled time. */
record TickJob(WorkLog workLog) implements Job<TickJob.Nothing> {

  /** A scheduled message has no payload. */
  record Nothing() {}

  @Override
  public JobType<Nothing> type() {
    return JobType.of("Tick", Nothing.class);
  }

  @Override
  public RetryPolicy retries() {
    return RetryPolicies.ENDLESS;
  }

  @Override
  public JobResult run(Nothing nothing, JobContext context) throws Exception {
    String key = "tick-" + context.scheduledAt().orElseThrow().getEpochSecond();
    return workLog.around(
        key,
        () -> {
          Effects.write(context.session(), key, 0);
          return JobResult.succeeded();
        });
  }
}
