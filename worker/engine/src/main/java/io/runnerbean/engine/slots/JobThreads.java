package io.runnerbean.engine.slots;

import io.runnerbean.engine.lifecycle.PeriodicTask;
import io.runnerbean.engine.lifecycle.Stopwatch;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that run the jobs of deliveries, and send posted jobs. A task that would wait too
 * long for a thread is refused, and may succeed on another worker. With an unlimited queue,
 * requests would time out at their senders instead.
 */
public final class JobThreads implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(JobThreads.class);

  /** How often the queue is checked during the longest time that a task may wait. */
  private static final int CHECKS = 30;

  private final LoadLimits limits;
  private final BlockingQueue<Runnable> queue;
  private final ThreadPoolExecutor threads;
  private final PeriodicTask waitTimeout;

  /**
   * Starts none yet.
   *
   * @param name of the threads; a number follows
   */
  public JobThreads(String name, LoadLimits limits) {
    this.limits = limits;
    this.queue = new LinkedBlockingQueue<>(limits.waiting());
    this.threads =
        new ThreadPoolExecutor(
            limits.threads(),
            limits.threads(),
            0,
            TimeUnit.SECONDS,
            queue,
            Thread.ofPlatform().name(name, 1).factory());
    Duration period = limits.patience().dividedBy(CHECKS);
    this.waitTimeout = PeriodicTask.start("wait-timeout", period, period, this::refuseTimedOut);
  }

  /** What a thread does. One of the two methods is called, once; neither may throw. */
  public interface Task {

    /** Does it. */
    void run();

    /** Does nothing but say so. */
    void refuse(String why);
  }

  /** Runs the task when a thread is free, or refuses it. */
  public void execute(Task task) {
    try {
      threads.execute(new Waiting(task));
    } catch (RejectedExecutionException e) {
      task.refuse(tooMany(limits.waiting()));
    }
  }

  public LoadLimits limits() {
    return limits;
  }

  /** Why a request is refused when so many wait that it must not wait too. */
  public static String tooMany(int waiting) {
    return "%d requests are waiting already.".formatted(waiting);
  }

  @Override
  public void close() {
    waitTimeout.close();
    threads.shutdownNow();
  }

  /** Tasks wait in the order of their arrival, so the search ends at the first that may wait. */
  private void refuseTimedOut() {
    while (queue.peek() instanceof Waiting first && !first.patience().isPositive()) {
      if (queue.remove(first)) {
        first.refuse("No thread became free within %d s.".formatted(limits.patience().toSeconds()));
      }
    }
  }

  /** A task that waits. */
  private final class Waiting implements Runnable {

    private final Task task;
    private final Stopwatch since = Stopwatch.started();

    private Waiting(Task task) {
      this.task = task;
    }

    @Override
    public void run() {
      try {
        task.run();
      } catch (RuntimeException | Error fault) {
        LOG.error("a task of a request failed", fault);
      }
    }

    private Duration patience() {
      return limits.patience().minus(since.time());
    }

    private void refuse(String why) {
      try {
        task.refuse(why);
      } catch (RuntimeException e) {
        LOG.warn("could not refuse a request", e); // the other requests must still be refused
      }
    }
  }
}
