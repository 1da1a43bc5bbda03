package io.runnerbean.engine.admin;

import io.runnerbean.engine.store.ActiveRuns;
import io.runnerbean.engine.store.JobQueue;
import io.runnerbean.engine.store.RetentionConfig;
import io.runnerbean.engine.store.RunResult;
import io.runnerbean.engine.store.RunState;
import io.runnerbean.engine.store.Runs;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/**
 * Cancels runs. A waiting run is ended here. A running one is ended by its worker, which looks once
 * a second.
 */
public final class RunCanceller {

  private static final RunResult CANCELLED =
      RunResult.withoutAttempt(RunState.CANCELLED, "an operator cancelled it while it waited");

  private final Administration administration;
  private final JobQueue queue = new JobQueue();
  private final Runs runs;

  RunCanceller(Administration administration, String operator) {
    this.administration = administration;
    this.runs = new Runs(operator, RetentionConfig.standard());
  }

  /** The result for one run. */
  public sealed interface Result {
    /** The run waited, and has ended. */
    record Ended() implements Result {}

    /** A worker runs it, and will interrupt it. */
    record Requested(String worker) implements Result {}

    /** It neither waits nor runs: it has ended, or does not exist. */
    record NotActive() implements Result {}
  }

  public Result cancel(UUID runId) throws SQLException {
    return administration.inTransaction(connection -> cancel(connection, runId));
  }

  private Result cancel(Connection connection, UUID runId) throws SQLException {
    if (queue.endIfWaiting(connection, runs, runId, CANCELLED).isPresent()) {
      return new Result.Ended();
    }
    Optional<String> claimed = queue.cancel(connection, runId);
    Optional<String> running = ActiveRuns.cancel(connection, runId);
    return claimed
        .or(() -> running)
        .<Result>map(Result.Requested::new)
        .orElseGet(Result.NotActive::new);
  }
}
