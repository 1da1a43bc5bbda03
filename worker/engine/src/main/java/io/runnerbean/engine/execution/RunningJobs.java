package io.runnerbean.engine.execution;

import io.runnerbean.engine.lifecycle.Stopwatch;
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

  /** How long interrupted jobs have to roll back. */
  private static final Duration ROLLBACK = Duration.ofSeconds(5);

  private final Map<UUID, RunningJob> running = new ConcurrentHashMap<>();
  private final ScheduledThreadPoolExecutor timeouts =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("job-timeouts").factory());
  private final ScheduleLateness lateness;
  private @Nullable Stopwatch stopBegan;
  private @Nullable Stopwatch interrupted;
  private volatile boolean stopping;
  private volatile @Nullable Check next;

  public RunningJobs(ScheduleLateness lateness) {
    this.lateness = lateness;
    timeouts.setRemoveOnCancelPolicy(true);
  }

  /**
   * Begins to stop, unless that has begun.
   *
   * @param limit how long jobs may run from then on
   * @return what is left of it
   */
  public synchronized Duration drain(Duration limit) {
    stopBegan = stopBegan == null ? Stopwatch.started() : stopBegan;
    return left(limit, stopBegan);
  }

  /**
   * Interrupts every running job, because the worker stops. No further job can begin.
   *
   * @return how long the jobs still have to roll back: 5 s after the first call
   */
  public synchronized Duration interruptAll() {
    interrupted = interrupted == null ? Stopwatch.started() : interrupted;
    stopping = true;
    running.values().forEach(job -> job.interrupt(InterruptReason.WORKER_STOPS));
    return left(ROLLBACK, interrupted);
  }

  private static Duration left(Duration limit, Stopwatch since) {
    Duration left = limit.minus(since.time());
    return left.isNegative() ? Duration.ZERO : left;
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

  /** How many checks are planned: at most one, however many jobs run. */
  int planned() {
    return timeouts.getQueue().size();
  }

  /** A planned check of all jobs that run. */
  private record Check(long nanoTime, Future<?> future) {}

  /** Plans a check in place of a later one, so that most jobs need no alarm of their own. */
  private void checkAt(long nanoTime) {
    Check planned = next;
    if (planned != null && planned.nanoTime - nanoTime <= 0) {
      return;
    }
    synchronized (timeouts) {
      planned = next;
      if (planned != null && planned.nanoTime - nanoTime <= 0) {
        return;
      }
      if (planned != null) {
        boolean _ = planned.future.cancel(false);
      }
      next =
          new Check(
              nanoTime,
              timeouts.schedule(
                  () -> interruptOverdue(nanoTime),
                  nanoTime - System.nanoTime(),
                  TimeUnit.NANOSECONDS));
    }
  }

  private void interruptOverdue(long nanoTime) {
    synchronized (timeouts) {
      if (next == null || next.nanoTime != nanoTime) {
        return; // an earlier check has taken its place
      }
      next = null; // before the search: a job that begins from now on plans a check itself
    }
    RunningJob first = null;
    for (RunningJob job : running.values()) {
      if (job.deadline() - System.nanoTime() <= 0) {
        job.interrupt(InterruptReason.TIMEOUT);
      } else if (first == null || job.deadline() - first.deadline() < 0) {
        first = job;
      }
    }
    if (first != null) {
      checkAt(first.deadline());
    }
  }

  private void interrupt(UUID runId, InterruptReason reason) {
    RunningJob job = running.get(runId);
    if (job != null) {
      job.interrupt(reason);
    }
  }
}
