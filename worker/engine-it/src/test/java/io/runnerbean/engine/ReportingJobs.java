package io.runnerbean.engine;

import io.runnerbean.job.Job;
import io.runnerbean.job.JobContext;
import io.runnerbean.job.JobResult;
import io.runnerbean.job.JobType;
import io.runnerbean.job.RetryPolicy;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A job that reports progress, a result and log lines. */
final class ReportingJobs {

  private ReportingJobs() {}

  record Plan(String scenario, String customer) {}

  record Found(int beans, List<String> kinds) {}

  /** Logs two lines and then follows its scenario. */
  static final class Reporting implements Job<Plan> {

    final CountDownLatch reported = new CountDownLatch(1);
    final CountDownLatch proceed = new CountDownLatch(1);

    @Override
    public JobType<Plan> type() {
      return JobType.of("Reporting", Plan.class);
    }

    @Override
    public RetryPolicy retries() {
      return RetryPolicy.none();
    }

    @Override
    public JobResult run(Plan plan, JobContext context) throws Exception {
      context.log().debug("debug detail");
      context.log().info("counting for {}", plan.customer());
      return switch (plan.scenario()) {
        case "progress" -> {
          context.progress(2, 5, "counting");
          reported.countDown();
          boolean _ = proceed.await(60, TimeUnit.SECONDS);
          yield JobResult.succeeded(new Found(7, List.of("runner", "broad")));
        }
        case "throw" -> throw new IllegalStateException("no beans for " + plan.customer());
        case "many-lines" -> {
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
