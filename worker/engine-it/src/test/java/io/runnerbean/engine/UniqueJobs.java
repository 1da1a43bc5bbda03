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

/** Jobs of which one run per customer is enough. */
final class UniqueJobs {

  /** How many runs may end. */
  final Semaphore goOn = new Semaphore(0);

  /** How many have begun. */
  final Semaphore begun = new Semaphore(0);

  /** What is to be done for a customer. */
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

  /** Writes its text when it is let. */
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
      if (!goOn.tryAcquire(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody let it go on");
      }
      if (order.text().startsWith("fail")) {
        throw new IllegalStateException("as told");
      }
      return JobResult.succeeded();
    }
  }
}
