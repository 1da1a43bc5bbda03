package io.runnerbean.chaos.job;

import io.runnerbean.job.Job;
import io.runnerbean.job.JobContext;
import io.runnerbean.job.JobResult;
import io.runnerbean.job.JobType;
import io.runnerbean.job.Limits;
import io.runnerbean.job.RetryPolicy;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/**
 * Writes its effects in one transaction, then ends as {@code end} says.
 *
 * @param end may throw; then no effect may stay
 */
record ShortJob(
    JobType<Work> type,
    RetryPolicy retries,
    Limits limits,
    WorkLog workLog,
    Function<JobContext, JobResult> end)
    implements Job<Work> {

  /** The first attempt at which a flaky job succeeds. */
  private static final int GOOD = 3;

  /** On average, one of this many ordered jobs fails. */
  private static final int SPOILED = 10;

  /** Succeeds at once. */
  static ShortJob direct(WorkLog workLog) {
    return of("Direct", workLog, _ -> JobResult.succeeded());
  }

  /** Writes its effects, but asks for a retry until the third attempt. */
  static ShortJob flaky(WorkLog workLog) {
    return of(
        "Flaky",
        workLog,
        context ->
            context.attempt() < GOOD ? JobResult.retryLater("not yet") : JobResult.succeeded());
  }

  /**
   * Writes its effects, but one in ten fails at its first delivery. Then those behind it in its
   * group have to wait.
   */
  static ShortJob ordered(WorkLog workLog) {
    return of("Ordered", workLog, ShortJob::endInOrder);
  }

  /** Writes its effects, then throws, at every attempt. */
  static ShortJob failing(WorkLog workLog) {
    return new ShortJob(
        JobType.of("Failing", Work.class),
        RetryPolicies.SHORT,
        Limits.none(),
        workLog,
        ShortJob::fail);
  }

  /** Writes its effects, then throws an error that looks like an outage, at every attempt. */
  static ShortJob misleading(WorkLog workLog) {
    return new ShortJob(
        JobType.of("Misleading", Work.class),
        RetryPolicies.SHORT,
        Limits.none(),
        workLog,
        ShortJob::mislead);
  }

  /** Is limited, so that it waits in the job queue, where operators may cancel it. */
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

  /** A connection that failed, a full disk, a server that shuts down, a read-only server. */
  private static JobResult mislead(JobContext context) {
    List<String> states = List.of("08006", "53100", "57P01", "25006");
    int any = ThreadLocalRandom.current().nextInt(states.size());
    throw new IllegalStateException(new SQLException("misleads on purpose", states.get(any)));
  }

  private static JobResult endInOrder(JobContext context) {
    return context.attempt() == 1 && ThreadLocalRandom.current().nextInt(SPOILED) == 0
        ? JobResult.retryLater("not yet")
        : JobResult.succeeded();
  }

  private static JobResult fail(JobContext context) {
    throw new IllegalStateException("fails on purpose");
  }
}
