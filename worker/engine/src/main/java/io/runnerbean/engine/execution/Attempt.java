package io.runnerbean.engine.execution;

import io.runnerbean.engine.registry.RegisteredJob;
import io.runnerbean.engine.store.ClaimedRun;
import io.runnerbean.engine.store.RunRecord;
import io.runnerbean.engine.store.SourceMessage;
import io.runnerbean.engine.store.WorkerPool;
import io.runnerbean.job.RetryPolicy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a run.
 *
 * @param ownership what allows this attempt to record how the run ended
 * @param retries what tries the run again if this attempt fails
 * @param output what the job reports meanwhile
 * @param uncounted how many attempts since the last failure were not counted, because the worker
 *     lost the database, its connection or the lease, got no connection, or failed itself
 * @param due when it became due; null: not known
 * @param queuedAt when its run was queued; null: it was not
 * @param traced whether it always has a line in the log, even if it succeeds
 */
public record Attempt(
    RunRecord run,
    RunOwnership ownership,
    Retries retries,
    CapturedOutput output,
    int uncounted,
    @Nullable Instant due,
    @Nullable Instant queuedAt,
    boolean traced) {

  /**
   * After this many uncounted attempts a lost connection or a fault of the engine counts as a
   * failure.
   */
  private static final int MOST_UNCOUNTED = 10;

  /**
   * An attempt at the run of a message that was delivered.
   *
   * @param traced whether it always has a line in the log, even if it succeeds
   */
  public static Attempt ofMessage(RunRecord run, Retries retries, boolean traced) {
    SourceMessage source = run.source();
    return new Attempt(
        run,
        new RunOwnership.OfMessage(run),
        retries,
        new CapturedOutput(),
        source.receiveCount() - 1,
        source.scheduledAt() == null ? source.sentAt() : source.scheduledAt(),
        null,
        traced);
  }

  /** An attempt at a run that this worker has claimed. */
  public static Attempt ofClaim(ClaimedRun claimed, RegisteredJob<?> job) {
    WorkerPool pool = job.isLongRunning() ? WorkerPool.LONG_RUNNING : WorkerPool.QUEUE;
    return new Attempt(
        claimed.run(),
        new RunOwnership.OfLease(claimed, pool, job.limits().hasConcurrency()),
        new Retries.ByPolicy(job.retries()),
        new CapturedOutput(),
        claimed.uncounted(),
        claimed.due(),
        claimed.queuedAt(),
        false);
  }

  /** An attempt at a claimed run of an unknown type: only its end can be recorded. */
  public static Attempt ofUnknownType(ClaimedRun claimed) {
    return new Attempt(
        claimed.run(),
        new RunOwnership.OfLease(claimed, WorkerPool.QUEUE, false),
        new Retries.ByPolicy(RetryPolicy.exponential()),
        new CapturedOutput(),
        claimed.uncounted(),
        claimed.due(),
        claimed.queuedAt(),
        false);
  }

  RunId id() {
    return RunId.of(run);
  }

  /**
   * Whether too many attempts were not counted, so that this one counts. An outage never counts.
   */
  boolean isUncountedTooOften() {
    return uncounted >= MOST_UNCOUNTED;
  }
}
