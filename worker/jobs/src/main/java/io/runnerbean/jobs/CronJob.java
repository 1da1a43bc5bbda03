package io.runnerbean.jobs;

import io.runnerbean.job.Job;
import io.runnerbean.job.JobContext;
import io.runnerbean.job.JobResult;
import io.runnerbean.job.JobType;

/**
 * Records when it was triggered, and what for: the job of the {@code cron.yaml} that comes along.
 */
public final class CronJob implements Job<CronJob.Payload> {

  /** A tick brings nothing but its time, which is in the context. */
  public record Payload() {}

  @Override
  public JobType<Payload> type() {
    return JobType.of("CronJob", Payload.class);
  }

  @Override
  public JobResult run(Payload payload, JobContext context) {
    CronJobData data = new CronJobData(context.startedAt(), context.scheduledAt().orElse(null));
    context.session().persist(data);
    context
        .log()
        .info("triggered at {}, scheduled for {}", data.getTriggeredAt(), data.getScheduledFor());
    return JobResult.succeeded();
  }
}
