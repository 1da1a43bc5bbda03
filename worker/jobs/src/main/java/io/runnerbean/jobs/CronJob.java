package io.runnerbean.jobs;

import io.runnerbean.job.Job;
import io.runnerbean.job.JobContext;
import io.runnerbean.job.JobResult;
import io.runnerbean.job.JobType;

/**
 * Records when it ran, and which minute it was scheduled for. The {@code cron.yaml} of the project
 * schedules it.
 */
public final class CronJob implements Job<CronJob.Payload> {

  /** Empty: a scheduled message has only its time, which is in the context. */
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
