package io.runnerbean.engine;

import io.runnerbean.job.Job;
import io.runnerbean.job.JobContext;
import io.runnerbean.job.JobResult;
import io.runnerbean.job.JobType;
import io.runnerbean.job.Limits;
import java.util.concurrent.atomic.AtomicInteger;

/** Jobs with limits. */
final class LimitedJobs {

  private LimitedJobs() {}

  record Text(String text) {}

  /** Takes a moment and records the highest number of concurrent runs. */
  static final class Counting implements Job<Text> {

    private final String name;
    private final Limits limits;
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger maxRunning = new AtomicInteger();

    Counting(String name, Limits limits) {
      this.name = name;
      this.limits = limits;
    }

    int maxRunning() {
      return maxRunning.get();
    }

    @Override
    public JobType<Text> type() {
      return JobType.of(name, Text.class);
    }

    @Override
    public Limits limits() {
      return limits;
    }

    @Override
    public JobResult run(Text payload, JobContext context) {
      int now = running.incrementAndGet();
      maxRunning.accumulateAndGet(now, Math::max);
      Object _ =
          context
              .session()
              .createNativeQuery("select pg_sleep(0.02)", Object.class)
              .getSingleResult();
      running.decrementAndGet();
      return JobResult.succeeded();
    }
  }
}
