package io.runnerbean.engine.consumer;

import io.runnerbean.engine.database.ControlTransaction;
import io.runnerbean.engine.execution.Attempt;
import io.runnerbean.engine.execution.AttemptOutcome;
import io.runnerbean.engine.execution.BatchExecutor;
import io.runnerbean.engine.execution.Decision;
import io.runnerbean.engine.execution.JobExecutor;
import io.runnerbean.engine.execution.LongRunningExecutor;
import io.runnerbean.engine.execution.LostRunExecutor;
import io.runnerbean.engine.registry.JobRegistry;
import io.runnerbean.engine.registry.RegisteredJob;
import io.runnerbean.engine.store.ClaimedRun;
import io.runnerbean.engine.store.WorkerPool;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Makes attempts at the claimed runs of one slot, one after the other. */
public final class QueuedRunExecutor {

  private final JobRegistry registry;
  private final JobExecutor executor;
  private final LongRunningExecutor longRunning;
  private final BatchExecutor batches;
  private final LostRunExecutor lost;

  public QueuedRunExecutor(
      JobRegistry registry,
      JobExecutor executor,
      LongRunningExecutor longRunning,
      BatchExecutor batches,
      LostRunExecutor lost) {
    this.registry = registry;
    this.executor = executor;
    this.longRunning = longRunning;
    this.batches = batches;
    this.lost = lost;
  }

  /**
   * Makes the attempts. If there are several, their job allows them to share transactions. A run
   * that has failed before shares none, because its failure would roll back the others again.
   *
   * @return those that nothing was committed of, and why
   */
  List<Unfinished> execute(List<ClaimedRun> runs) {
    List<ClaimedRun> alone = new ArrayList<>();
    List<BatchMember> together = new ArrayList<>();
    for (ClaimedRun run : runs) {
      Optional<RegisteredJob<?>> job = registry.find(run.run().jobType()).filter(batches::accepts);
      if (runs.size() > 1 && job.isPresent() && run.run().attempt() == 1 && !run.cancelled()) {
        together.add(new BatchMember(run, Attempt.ofClaim(run, job.get()), job.get()));
      } else {
        alone.add(run);
      }
    }
    batches.execute(together).forEach(left -> alone.add(left.run()));
    List<Unfinished> unfinished = new ArrayList<>();
    for (ClaimedRun run : alone) {
      if (alone(run) instanceof AttemptOutcome.NotCommitted outcome) {
        unfinished.add(new Unfinished(run, pool(run), outcome));
      }
    }
    return unfinished;
  }

  /** Records that the worker that had this run was lost. */
  void workerWasLost(ClaimedRun run, String worker, ControlTransaction transaction)
      throws SQLException {
    lost.record(attempt(run), run.cancelled(), worker, transaction);
  }

  /** A run that is still leased. Nothing of it was committed. */
  record Unfinished(ClaimedRun run, WorkerPool pool, AttemptOutcome.NotCommitted outcome) {}

  private record BatchMember(ClaimedRun run, Attempt attempt, RegisteredJob<?> job)
      implements BatchExecutor.Member {

    @Override
    public @Nullable ObjectNode payload() {
      return null;
    }

    @Override
    public void committed(AttemptOutcome outcome) {
      // nobody waits for it
    }
  }

  private AttemptOutcome alone(ClaimedRun run) {
    Attempt attempt = attempt(run);
    if (run.cancelled()) {
      return executor.conclude(attempt, new Decision.Cancel());
    }
    RegisteredJob<?> job = registry.require(run.run().jobType(), "job_type");
    return job.isLongRunning()
        ? longRunning.execute(attempt, run, job)
        : executor.execute(attempt, job, null);
  }

  /** Only types that are registered are claimed, but any lease may have to be taken over. */
  private Attempt attempt(ClaimedRun run) {
    return registry
        .find(run.run().jobType())
        .map(job -> Attempt.ofClaim(run, job))
        .orElseGet(() -> Attempt.ofUnknownType(run));
  }

  private WorkerPool pool(ClaimedRun run) {
    return registry.find(run.run().jobType()).filter(RegisteredJob::isLongRunning).isPresent()
        ? WorkerPool.LONG_RUNNING
        : WorkerPool.QUEUE;
  }
}
