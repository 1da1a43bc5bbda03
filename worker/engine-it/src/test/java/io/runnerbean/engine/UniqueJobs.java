package io.runnerbean.engine;

import io.runnerbean.job.Job;
import io.runnerbean.job.JobCatalog;
import io.runnerbean.job.JobContext;
import io.runnerbean.job.JobResult;
import io.runnerbean.job.JobType;
import io.runnerbean.job.RetryPolicy;
import io.runnerbean.job.Unique;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Jobs that are unique per customer. */
final class UniqueJobs {

  /** A permit for each run that may end. */
  final Semaphore proceed = new Semaphore(0);

  /** A permit for each run that has begun. */
  final Semaphore begun = new Semaphore(0);

  record Order(String customer, String text) {}

  JobCatalog catalog() {
    Duration hour = Duration.ofHours(1);
    return NoteJobs.catalog(
        new OrderJob("Queued", Unique.whileQueued(Order::customer)),
        new OrderJob("Running", Unique.whileRunning(Order::customer)),
        new OrderJob("Hourly", Unique.within(hour, Order::customer)),
        new OrderJob("Replacing", Unique.whileQueued(Order::customer).replacing()),
        new OrderJob("ReplacingRunning", Unique.whileRunning(Order::customer).replacing()),
        new OrderJob("Debouncing", Unique.whileQueued(Order::customer).debouncing(hour)));
  }

  /** Writes its text and waits until it may end. */
  private final class OrderJob implements Job<Order> {

    private final String name;
    private final Unique<Order> rule;

    OrderJob(String name, Unique<Order> rule) {
      this.name = name;
      this.rule = rule;
    }

    @Override
    public JobType<Order> type() {
      return JobType.of(name, Order.class);
    }

    @Override
    public Optional<Unique<Order>> unique() {
      return Optional.of(rule);
    }

    @Override
    public RetryPolicy retries() {
      return RetryPolicy.fixed(Duration.ofHours(1));
    }

    @Override
    public JobResult run(Order order, JobContext context) throws Exception {
      context.session().persist(new Note(order.text()));
      begun.release();
      if (!proceed.tryAcquire(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the test did not let the job proceed");
      }
      if (order.text().startsWith("fail")) {
        throw new IllegalStateException("this order fails");
      }
      return JobResult.succeeded();
    }
  }
}
