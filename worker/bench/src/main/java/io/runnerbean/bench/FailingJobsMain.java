package io.runnerbean.bench;

import io.runnerbean.job.Job;
import io.runnerbean.job.JobContext;
import io.runnerbean.job.JobResult;
import io.runnerbean.job.JobType;
import io.runnerbean.job.RetryPolicy;
import java.time.Duration;
import java.util.List;

/** The worker as it ships, with one more job, which always fails. */
public final class FailingJobsMain {

  static final int ATTEMPTS = 3;

  private FailingJobsMain() {}

  public static void main(String[] args) throws InterruptedException {
    WorkerWithMoreJobs.run(List.of(new Failing()));
  }

  /** Fails at once, and is retried after a second. */
  private record Failing() implements Job<Failing.Empty> {

    /** An empty payload. */
    record Empty() {}

    @Override
    public JobType<Empty> type() {
      return JobType.of("Failing", Empty.class);
    }

    @Override
    public RetryPolicy retries() {
      return RetryPolicy.fixed(Duration.ofSeconds(1)).maxAttempts(ATTEMPTS);
    }

    @Override
    public JobResult run(Empty payload, JobContext context) {
      throw new IllegalStateException("fails on purpose");
    }
  }
}
