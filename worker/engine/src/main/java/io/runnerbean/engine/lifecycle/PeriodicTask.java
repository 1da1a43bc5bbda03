package io.runnerbean.engine.lifecycle;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Repeats a task on a thread of its own. A failure is logged, and the task is repeated. */
public final class PeriodicTask implements HealthCheck, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PeriodicTask.class);

  /** The task counts as stuck after this many periods, but not before {@link #LEAST}. */
  private static final int PERIODS = 10;

  private static final Duration LEAST = Duration.ofMinutes(2);
  private static final Duration CLOSING = Duration.ofSeconds(5);

  private final String name;
  private final Duration initialDelay;
  private final Duration period;
  private final Runnable task;
  private final ScheduledExecutorService thread;
  private final LongSupplier nanos;
  private volatile long ended;

  /**
   * A task that {@link #begin} starts.
   *
   * @param name of its thread
   * @param initialDelay how long it waits before the first run
   * @param period how long it waits between the end of a run and the start of the next
   */
  public PeriodicTask(String name, Duration initialDelay, Duration period, Runnable task) {
    this(name, initialDelay, period, task, System::nanoTime);
  }

  /** The same, with a clock that measures how long the task takes. */
  PeriodicTask(
      String name, Duration initialDelay, Duration period, Runnable task, LongSupplier nanos) {
    this.name = name;
    this.initialDelay = initialDelay;
    this.period = period;
    this.task = task;
    this.nanos = nanos;
    this.ended = nanos.getAsLong();
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name(name).factory());
  }

  /** Makes a task and begins it. */
  public static PeriodicTask start(
      String name, Duration initialDelay, Duration period, Runnable task) {
    return new PeriodicTask(name, initialDelay, period, task).begin();
  }

  public PeriodicTask begin() {
    ended = nanos.getAsLong();
    var _ =
        thread.scheduleWithFixedDelay(
            this::run, initialDelay.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
    return this;
  }

  @Override
  public String part() {
    return name;
  }

  @Override
  public Optional<String> problem() {
    Duration since = Duration.ofNanos(nanos.getAsLong() - ended);
    Duration limit = period.multipliedBy(PERIODS);
    return since.compareTo(limit.compareTo(LEAST) > 0 ? limit : LEAST) > 0
        ? Optional.of("its thread has been stuck for " + since.toSeconds() + " s")
        : Optional.empty();
  }

  /** Interrupts the task if it runs, and waits up to 5 s for its end. */
  @Override
  public void close() {
    thread.shutdownNow();
    try {
      boolean _ = thread.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      task.run();
    } catch (Throwable failure) {
      LOG.error("{} failed and will be repeated", name, failure);
    } finally {
      ended = nanos.getAsLong();
    }
  }
}
