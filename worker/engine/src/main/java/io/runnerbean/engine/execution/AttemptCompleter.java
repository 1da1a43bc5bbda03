package io.runnerbean.engine.execution;

import io.runnerbean.engine.database.DatabaseTransaction;
import io.runnerbean.engine.store.Checkpoints;
import io.runnerbean.engine.store.ClaimedRun;
import io.runnerbean.engine.store.ClaimedRuns;
import io.runnerbean.engine.store.DeadLetters;
import io.runnerbean.engine.store.DuplicateRunException;
import io.runnerbean.engine.store.ExpiredRunException;
import io.runnerbean.engine.store.FailedAttempts;
import io.runnerbean.engine.store.JobQueue;
import io.runnerbean.engine.store.LostLeaseException;
import io.runnerbean.engine.store.RunRecord;
import io.runnerbean.engine.store.RunResult;
import io.runnerbean.engine.store.RunState;
import io.runnerbean.engine.store.Runs;
import io.runnerbean.engine.store.WorkerPool;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Applies the decision about an attempt. No other class writes the end of a run. Unless the
 * decision is to commit, the writes of the job must have been rolled back.
 */
public final class AttemptCompleter {

  private final Runs runs;
  private final ClaimedRuns claimed;
  private final JobQueue queue;
  private final FailedAttempts attempts;
  private final DeadLetters deadLetters = new DeadLetters();
  private final Checkpoints checkpoints = new Checkpoints();

  public AttemptCompleter(Runs runs, ClaimedRuns claimed, JobQueue queue, FailedAttempts attempts) {
    this.runs = runs;
    this.claimed = claimed;
    this.queue = queue;
    this.attempts = attempts;
  }

  /**
   * Writes the decision and commits. It takes a connection only if there is something to write.
   *
   * @param took how long the attempt took
   */
  AttemptOutcome apply(
      Decision decision, Attempt attempt, Duration took, DatabaseTransaction transaction)
      throws SQLException {
    RunId id = attempt.id();
    int number = attempt.run().attempt();
    try {
      return switch (decision) {
        case Decision.Commit(var json) -> {
          commit(attempt, RunResult.succeeded(took, json, attempt.output().log()), transaction);
          yield new AttemptOutcome.Succeeded(id, attempt.run().source().isIdentified());
        }
        case Decision.Retry(var failure, Duration wait) -> {
          Connection connection = transaction.connection();
          retry(attempt, wait, connection);
          attempts.add(connection, attempt.run(), failure, took, attempt.output().log());
          transaction.commit();
          yield new AttemptOutcome.Retrying(id, number, failure, wait);
        }
        case Decision.Snooze(Duration wait) ->
            queuedAgain(attempt, wait, transaction, new AttemptOutcome.Snoozed(id, wait));
        case Decision.HandOver() ->
            queuedAgain(attempt, Duration.ZERO, transaction, new AttemptOutcome.HandedOver(id));
        case Decision.Discard(String reason) -> {
          Connection connection = transaction.connection();
          end(attempt, RunState.DISCARDED, reason, took, connection);
          deadLetters.add(connection, attempt.run(), reason);
          transaction.commit();
          yield new AttemptOutcome.Discarded(id, reason);
        }
        case Decision.Die(var failure, String reason) -> {
          Connection connection = transaction.connection();
          end(attempt, RunState.DEAD, reason, took, connection);
          attempts.add(connection, attempt.run(), failure, took, attempt.output().log());
          deadLetters.add(connection, attempt.run(), reason);
          transaction.commit();
          yield new AttemptOutcome.Dead(id, number, failure, reason);
        }
        case Decision.Cancel() -> {
          Connection connection = transaction.connection();
          end(attempt, RunState.CANCELLED, "an operator cancelled it", took, connection);
          transaction.commit();
          yield new AttemptOutcome.Cancelled(id);
        }
        case Decision.LeaveToSqs(var failure) -> new AttemptOutcome.LeftToSqs(id, failure);
        case Decision.QueueFull() -> new AttemptOutcome.QueueFull(id);
        case Decision.Abandon(var outcome) -> outcome;
      };
    } catch (DuplicateRunException e) {
      transaction.rollback();
      return new AttemptOutcome.AlreadyProcessed(id);
    } catch (ExpiredRunException e) {
      transaction.rollback();
      return new AttemptOutcome.Expired(id);
    } catch (LostLeaseException e) {
      transaction.rollback();
      return new AttemptOutcome.LeaseLost(id);
    }
  }

  /** The row of the run is sent in one message with COMMIT, unless more has to follow it. */
  private void commit(Attempt attempt, RunResult result, DatabaseTransaction transaction)
      throws SQLException, DuplicateRunException, ExpiredRunException, LostLeaseException {
    Connection connection = transaction.connection();
    switch (attempt.ownership()) {
      case RunOwnership.OfMessage(RunRecord run) -> runs.addAndCommit(connection, run, result);
      case RunOwnership.OfLease(ClaimedRun run, WorkerPool pool, boolean isLimited)
          when pool == WorkerPool.QUEUE && !isLimited ->
          claimed.finishAndCommit(connection, run, result);
      case RunOwnership.OfLease lease -> finish(lease, result, connection);
    }
    transaction.commit();
  }

  private void end(
      Attempt attempt, RunState state, String reason, Duration took, Connection connection)
      throws SQLException, DuplicateRunException, ExpiredRunException, LostLeaseException {
    RunResult result = RunResult.failed(state, took, reason, attempt.output().log());
    switch (attempt.ownership()) {
      case RunOwnership.OfMessage(RunRecord run) -> runs.add(connection, run, result);
      case RunOwnership.OfLease lease -> finish(lease, result, connection);
    }
  }

  private void retry(Attempt attempt, Duration wait, Connection connection)
      throws SQLException, DuplicateRunException, ExpiredRunException, LostLeaseException {
    switch (attempt.ownership()) {
      case RunOwnership.OfMessage(RunRecord run) ->
          queue.add(connection, run, wait, WorkerPool.QUEUE);
      case RunOwnership.OfLease(ClaimedRun run, WorkerPool pool, _) ->
          queue.retry(connection, run, wait, pool);
    }
  }

  /**
   * Queues the run, without counting the attempt, and commits.
   *
   * @return the outcome
   */
  private AttemptOutcome queuedAgain(
      Attempt attempt, Duration wait, DatabaseTransaction transaction, AttemptOutcome outcome)
      throws SQLException, DuplicateRunException, ExpiredRunException, LostLeaseException {
    Connection connection = transaction.connection();
    switch (attempt.ownership()) {
      case RunOwnership.OfMessage(RunRecord run) ->
          queue.add(connection, run.withAttempt(run.attempt() - 1), wait, WorkerPool.QUEUE);
      case RunOwnership.OfLease(ClaimedRun run, WorkerPool pool, _) ->
          queue.handBack(connection, run, wait, pool);
    }
    transaction.commit();
    return outcome;
  }

  private void finish(RunOwnership.OfLease lease, RunResult result, Connection connection)
      throws SQLException, LostLeaseException {
    claimed.finish(connection, lease.run(), result);
    if (lease.pool() == WorkerPool.LONG_RUNNING) {
      checkpoints.delete(connection, lease.run().run().id());
    }
    if (lease.isLimited()) {
      queue.wake(connection, lease.pool());
    }
  }
}
