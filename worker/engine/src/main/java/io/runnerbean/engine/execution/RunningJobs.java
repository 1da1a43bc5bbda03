package io.runnerbean.engine.execution;

import io.runnerbean.engine.store.ActiveRun;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The jobs that run in this worker now. */
public final class RunningJobs implements AutoCloseable {

  private final Map<UUID, RunningJob> running = new ConcurrentHashMap<>();
  private final ScheduledThreadPoolExecutor timeouts =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("job-timeouts").factory());
  private final ScheduleLateness lateness;
  private volatile boolean stopping;

  public RunningJobs(ScheduleLateness lateness) {
    this.lateness = lateness;
    timeouts.setRemoveOnCancelPolicy(true);
  }

  /** Interrupts every running job, because the worker stops. No further job can begin. */
  public void interruptAll() {
    stopping = true;
    running.values().forEach(job -> job.interrupt(InterruptReason.WORKER_STOPS));
  }

  /** Interrupts a job, if it runs here, because another worker has claimed its run. */
  public void interruptForLostLease(UUID runId) {
    interrupt(runId, InterruptReason.LEASE_LOST);
  }

  /** Interrupts a job, if it runs here, because an operator has cancelled its run. */
  void cancel(UUID runId) {
    interrupt(runId, InterruptReason.CANCELLED);
  }

  boolean contains(UUID runId) {
    return running.containsKey(runId);
  }

  Collection<ActiveRun> all() {
    return running.values().stream().map(RunningJob::report).toList();
  }

  /** Registers a job that begins on this thread; {@link #end} must follow. */
  Started begin(Attempt attempt, Duration timeout) {
    RunningJob job = new RunningJob(attempt);
    running.put(job.runId(), job);
    lateness.log(attempt.run());
    Future<?> alarm =
        timeouts.schedule(
            () -> job.interrupt(InterruptReason.TIMEOUT), timeout.toNanos(), TimeUnit.NANOSECONDS);
    if (stopping) {
      job.interrupt(InterruptReason.WORKER_STOPS);
    }
    return new Started(job, alarm);
  }

  /**
   * Unregisters a job that has ended.
   *
   * @return why it was interrupted; null: it was not
   */
  @Nullable InterruptReason end(Started started) {
    InterruptReason reason = started.job.end();
    boolean _ = started.timeout.cancel(false);
    running.remove(started.job.runId(), started.job);
    return reason;
  }

  @Override
  public void close() {
    timeouts.shutdownNow();
  }

  /** A job that has begun, and its timeout. */
  record Started(RunningJob job, Future<?> timeout) {}

  private void interrupt(UUID runId, InterruptReason reason) {
    RunningJob job = running.get(runId);
    if (job != null) {
      job.interrupt(reason);
    }
  }
}
