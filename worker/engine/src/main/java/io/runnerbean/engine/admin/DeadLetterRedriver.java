package io.runnerbean.engine.admin;

import io.runnerbean.engine.store.DeadLetter;
import io.runnerbean.engine.store.DeadLetters;
import io.runnerbean.engine.store.JobQueue;
import io.runnerbean.engine.store.RunRecord;
import io.runnerbean.engine.store.Successors;
import io.runnerbean.job.JobType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Redrives and deletes dead letters. The id of the run that a redrive makes is known before: SQS's
 * copy carries it. So whether an operator redrives a dead letter here or in SQS, or at both, it
 * runs once more.
 */
public final class DeadLetterRedriver {

  private final Administration administration;
  private final DeadLetters letters = new DeadLetters();
  private final JobQueue queue = new JobQueue();

  DeadLetterRedriver(Administration administration) {
    this.administration = administration;
  }

  /** The result for one run. */
  public sealed interface Result {
    /** Another run of it is queued. */
    record Redriven(UUID run) implements Result {}

    /** SQS's redrive, or an earlier one, has made this run of it. */
    record AlreadyRedriven(UUID run) implements Result {}

    /** It is deleted. */
    record Deleted() implements Result {}

    /** It names no job type, so that no worker would run it. It stays. */
    record NoType() implements Result {}

    /** There is no dead letter of this run. */
    record NotFound() implements Result {}
  }

  /**
   * The latest, last first.
   *
   * @param type only of this job type; null: of any
   * @param before only of older runs than this one; null: from the latest
   */
  public List<DeadLetter> list(@Nullable String type, @Nullable UUID before, int most)
      throws SQLException {
    return administration.inTransaction(connection -> letters.list(connection, type, before, most));
  }

  /** The dead letter of a run. */
  public Optional<DeadLetter> find(UUID runId) throws SQLException {
    return administration.inTransaction(connection -> letters.find(connection, runId));
  }

  /** Runs it once more. */
  public Result redrive(UUID runId) throws SQLException {
    return administration.inTransaction(connection -> redrive(connection, runId));
  }

  /** Deletes it; a copy in SQS stays. */
  public Result delete(UUID runId) throws SQLException {
    return administration.inTransaction(connection -> {
      Optional<DeadLetter> letter = letters.find(connection, runId);
      if (letter.isEmpty()) {
        return new Result.NotFound();
      }
      delete(connection, letter.get());
      return new Result.Deleted();
    });
  }

  /** A run that SQS's redrive has made is noted, so that the dead run is not retried as well. */
  private void delete(Connection connection, DeadLetter letter) throws SQLException {
    letters.delete(connection, letter);
    if (letter.isRedriven()) {
      Successors.mark(connection, letter.run().id(), letter.redriveId());
    }
  }

  Result redrive(Connection connection, UUID runId) throws SQLException {
    Optional<DeadLetter> found = letters.find(connection, runId);
    if (found.isEmpty()) {
      return new Result.NotFound();
    }
    DeadLetter letter = found.get();
    if (!letter.isRedriven() && !JobType.isName(letter.run().jobType())) {
      return new Result.NoType();
    }
    delete(connection, letter);
    if (letter.isRedriven()) {
      return new Result.AlreadyRedriven(letter.redriveId());
    }
    RunRecord dead = letter.run();
    RunRecord again =
        new RunRecord(
            letter.redriveId(), dead.jobType(), dead.payload(), dead.source(), dead.id(), 0);
    return Successors.queue(connection, queue, again)
        .<Result>map(Result.Redriven::new)
        .orElseGet(() -> new Result.AlreadyRedriven(letter.redriveId()));
  }
}
