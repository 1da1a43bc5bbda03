package io.runnerbean.engine.execution;

import io.runnerbean.engine.store.ActiveRun;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
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
  private volatile @Nullable Long nextCheck;

  public RunningJobs(ScheduleLateness lateness) {
    this.lateness = lateness;
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
  RunningJob begin(Attempt attempt, Duration timeout) {
    RunningJob job = new RunningJob(attempt, timeout);
    running.put(job.runId(), job);
    lateness.log(attempt.run());
    checkAt(job.deadline());
    if (stopping) {
      job.interrupt(InterruptReason.WORKER_STOPS);
    }
    return job;
  }

  /**
   * Unregisters a job that has ended.
   *
   * @return why it was interrupted; null: it was not
   */
  @Nullable InterruptReason end(RunningJob job) {
    InterruptReason reason = job.end();
    running.remove(job.runId(), job);
    return reason;
  }

  @Override
  public void close() {
    timeouts.shutdownNow();
  }

  /**
   * Plans a check, unless an earlier one is planned, which plans the next. So most jobs need no
   * alarm of their own. If two threads plan one at once, both take place.
   */
  private void checkAt(long nanoTime) {
    Long planned = nextCheck;
    if (planned == null || planned - nanoTime > 0) {
      nextCheck = nanoTime;
      var _ =
          timeouts.schedule(
              this::interruptOverdue, nanoTime - System.nanoTime(), TimeUnit.NANOSECONDS);
    }
  }

  private void interruptOverdue() {
    nextCheck = null; // first: a job that begins from now on plans a check itself
    for (RunningJob job : running.values()) {
      if (job.deadline() - System.nanoTime() > 0) {
        checkAt(job.deadline());
      } else {
        job.interrupt(InterruptReason.TIMEOUT);
      }
    }
  }

  private void interrupt(UUID runId, InterruptReason reason) {
    RunningJob job = running.get(runId);
    if (job != null) {
      job.interrupt(reason);
    }
  }
}
