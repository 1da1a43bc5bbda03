package io.runnerbean.jobs;

import io.runnerbean.job.Job;
import io.runnerbean.job.JobContext;
import io.runnerbean.job.JobResult;
import io.runnerbean.job.JobType;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/** Inserts one row into {@code job_server_data}. */
public final class InsertJob implements Job<InsertJob.Payload> {

  /**
   * What to insert.
   *
   * @param data any text without a NUL character, which PostgreSQL cannot store
   */
  public record Payload(
      @NotNull @Pattern(regexp = "[^\\x00]*", message = "must not contain a NUL character")
          String data) {}

  @Override
  public JobType<Payload> type() {
    return JobType.of("InsertJob", Payload.class).aliases("IncrementJob");
  }

  /** The job only inserts, so no other transaction waits for its locks. */
  @Override
  public int runsPerTransaction() {
    return 50;
  }

  @Override
  public JobResult run(Payload payload, JobContext context) {
    context.session().persist(new JobServerData(payload.data()));
    return JobResult.succeeded();
  }
}
