package io.runnerbean.bench;

import io.runnerbean.cli.ShutdownHook;
import io.runnerbean.engine.Worker;
import io.runnerbean.engine.WorkerConfig;
import io.runnerbean.job.Job;
import io.runnerbean.job.JobCatalog;
import io.runnerbean.job.JobContext;
import io.runnerbean.job.JobDefinition;
import io.runnerbean.job.JobResult;
import io.runnerbean.job.JobType;
import io.runnerbean.job.RetryPolicy;
import io.runnerbean.jobs.Jobs;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The worker as it ships, with one more job, that fails. */
public final class FailingJobsMain {

  static final int ATTEMPTS = 3;

  private FailingJobsMain() {}

  public static void main(String[] args) throws InterruptedException {
    try (ShutdownHook running = ShutdownHook.install()) {
      JobCatalog shipped = Jobs.catalog();
      List<JobDefinition<?>> jobs = new ArrayList<>(shipped.jobs());
      jobs.add(new Failing());
      JobCatalog catalog = new JobCatalog(jobs, shipped.entities(), shipped.migrations());
      Worker worker =
          running.add(Worker.start(WorkerConfig.from(System.getenv()), catalog, Clock.systemUTC()));
      System.out.println("Listening on port " + worker.port());
      running.await();
    }
  }

  /** Fails at once, and is tried again a second later. */
  private record Failing() implements Job<Failing.Nothing> {

    /** It needs nothing to fail. */
    record Nothing() {}

    @Override
    public JobType<Nothing> type() {
      return JobType.of("Failing", Nothing.class);
    }

    @Override
    public RetryPolicy retries() {
      return RetryPolicy.fixed(Duration.ofSeconds(1)).maxAttempts(ATTEMPTS);
    }

    @Override
    public JobResult run(Nothing nothing, JobContext context) {
      throw new IllegalStateException("fails on purpose");
    }
  }
}
