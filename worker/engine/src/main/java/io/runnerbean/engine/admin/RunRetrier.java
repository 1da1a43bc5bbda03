package io.runnerbean.engine.admin;

import io.runnerbean.engine.store.JobQueue;
import io.runnerbean.engine.store.RunRecord;
import io.runnerbean.engine.store.RunState;
import io.runnerbean.engine.store.SourceMessage;
import io.runnerbean.engine.store.Successors;
import io.runnerbean.engine.store.UuidV7;
import io.runnerbean.job.JobType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/** Retries runs at once. Repeated requests for a run make one new run. */
public final class RunRetrier {

  private final Administration administration;
  private final JobQueue queue = new JobQueue();

  RunRetrier(Administration administration) {
    this.administration = administration;
  }

  /** The result for one run. */
  public sealed interface Result {
    /** It waited for a later time, and is due now. */
    record DueNow() implements Result {}

    /** It had ended; another run of it is queued. */
    record Retried(UUID run) implements Result {}

    /** Another run of it was queued before. */
    record AlreadyRetried(UUID run) implements Result {}

    /** It runs, or is about to. */
    record Running() implements Result {}

    /** It has succeeded. */
    record Succeeded() implements Result {}

    /** It has ended, and its payload was not kept. */
    record NoPayload() implements Result {}

    /** It names no job type, so that no worker would run it. */
    record NoType() implements Result {}

    /** There is no such run. */
    record NotFound() implements Result {}
  }

  public Result retry(UUID runId) throws SQLException {
    return administration.inTransaction(connection -> retry(connection, runId));
  }

  private Result retry(Connection connection, UUID runId) throws SQLException {
    if (queue.makeDueNow(connection, runId)) {
      return new Result.DueNow();
    }
    return switch (administration.redriver().redrive(connection, runId)) {
      case DeadLetterRedriver.Result.Redriven(UUID run) -> new Result.Retried(run);
      case DeadLetterRedriver.Result.AlreadyRedriven(UUID run) -> new Result.AlreadyRetried(run);
      case DeadLetterRedriver.Result.NoType() -> new Result.NoType();
      case DeadLetterRedriver.Result.Deleted(), DeadLetterRedriver.Result.NotFound() ->
          retryEnded(connection, runId);
    };
  }

  private Result retryEnded(Connection connection, UUID runId) throws SQLException {
    Successors.lock(connection, runId);
    Optional<RunView> found = RunQueries.find(connection, runId);
    if (found.isEmpty()) {
      return new Result.NotFound();
    }
    RunView run = found.get();
    Optional<RunQueries.Kept> kept = RunQueries.kept(connection, runId);
    if (kept.isEmpty() || run.times().finishedAt() == null) {
      return new Result.Running();
    }
    if (run.state().equals(RunState.SUCCEEDED.label())) {
      return new Result.Succeeded();
    }
    if (!JobType.isName(run.jobType())) {
      return new Result.NoType();
    }
    Optional<UUID> successor = Successors.of(connection, runId);
    if (successor.isPresent()) {
      return new Result.AlreadyRetried(successor.get());
    }
    String payload = kept.get().payload();
    if (payload == null) {
      return new Result.NoPayload();
    }
    RunRecord again =
        new RunRecord(UuidV7.next(), run.jobType(), payload, SourceMessage.none(), runId, 0);
    return Successors.queue(connection, queue, again)
        .<Result>map(Result.Retried::new)
        .orElseGet(Result.Running::new);
  }
}
