package io.runnerbean.engine;

import io.runnerbean.job.Job;
import io.runnerbean.job.JobContext;
import io.runnerbean.job.JobResult;
import io.runnerbean.job.JobType;
import io.runnerbean.job.RetryPolicy;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Jobs that tell about themselves. */
final class ReportingJobs {

  private ReportingJobs() {}

  /** How the job is to end. */
  record Plan(String way, String customer) {}

  /** What it found out. */
  record Found(int beans, List<String> kinds) {}

  /** Tells, waits to be told to go on, and ends as it is told. */
  static final class Telling implements Job<Plan> {

    final CountDownLatch told = new CountDownLatch(1);
    final CountDownLatch goOn = new CountDownLatch(1);

    @Override
    public JobType<Plan> type() {
      return JobType.of("Telling", Plan.class);
    }

    @Override
    public RetryPolicy retries() {
      return RetryPolicy.none();
    }

    @Override
    public JobResult run(Plan plan, JobContext context) throws Exception {
      context.log().debug("nobody needs to know");
      context.log().info("counting for {}", plan.customer());
      return switch (plan.way()) {
        case "progress" -> {
          context.progress(2, 5, "counting");
          told.countDown();
          boolean _ = goOn.await(60, TimeUnit.SECONDS);
          yield JobResult.succeeded(new Found(7, List.of("runner", "broad")));
        }
        case "throw" -> throw new IllegalStateException("no beans for " + plan.customer());
        case "chat" -> {
          for (int line = 1; line <= 250; line++) {
            context.log().warn("line {}", line, new IllegalStateException("odd"));
          }
          yield JobResult.succeeded();
        }
        case "large" -> JobResult.succeeded("x".repeat(5000));
        default -> JobResult.succeeded();
      };
    }
  }
}
