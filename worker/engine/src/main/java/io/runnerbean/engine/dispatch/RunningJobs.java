package io.runnerbean.engine.dispatch;

import io.runnerbean.engine.ledger.WorkerRun;
import io.runnerbean.job.JobResult;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The jobs that run in this worker now. */
public final class RunningJobs implements AutoCloseable {

  private final Map<UUID, RunningJob> running = new ConcurrentHashMap<>();
  private final ScheduledThreadPoolExecutor alarms =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("job-timeouts").factory());
  private final Punctuality punctuality;
  private volatile boolean stopping;

  public RunningJobs(Punctuality punctuality) {
    this.punctuality = punctuality;
    alarms.setRemoveOnCancelPolicy(true);
  }

  /**
   * Has the job do its work, for as long as it may take.
   *
   * @throws GivenUpException if it was made to give up
   */
  JobResult run(RunningJob one, Callable<JobResult> work) throws Exception {
    running.put(one.runId(), one);
    punctuality.note(one.facts());
    Future<?> alarm = alarm(one);
    try {
      return result(one, work);
    } finally {
      boolean _ = alarm.cancel(false);
      running.remove(one.runId(), one);
    }
  }

  /** Makes every running job give up, because the worker stops; none may begin any more. */
  public void interrupt() {
    stopping = true;
    running.values().forEach(one -> one.interrupt(Interruption.STOP));
  }

  /** Makes one job give up, if it runs here, because its run is another worker's by now. */
  public void loseLease(UUID runId) {
    interrupt(runId, Interruption.LEASE_LOST);
  }

  /** Makes one job give up, if it runs here, because a person wants it to end. */
  void cancel(UUID runId) {
    interrupt(runId, Interruption.CANCEL);
  }

  Collection<WorkerRun> all() {
    return running.values().stream().map(RunningJob::told).toList();
  }

  @Override
  public void close() {
    alarms.shutdownNow();
  }

  private void interrupt(UUID runId, Interruption why) {
    RunningJob one = running.get(runId);
    if (one != null) {
      one.interrupt(why);
    }
  }

  private JobResult result(RunningJob one, Callable<JobResult> work) throws Exception {
    JobResult result;
    try {
      if (stopping) {
        one.interrupt(Interruption.STOP);
      }
      result = work.call();
    } catch (Throwable failure) {
      one.end(failure);
      throw failure;
    }
    one.end(null);
    return result;
  }

  private Future<?> alarm(RunningJob one) {
    return alarms.schedule(
        () -> one.interrupt(Interruption.TIMEOUT), one.timeout().toNanos(), TimeUnit.NANOSECONDS);
  }
}
