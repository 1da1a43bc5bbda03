package io.runnerbean.engine.deadletter;

import io.runnerbean.engine.ledger.DeadLetter;
import io.runnerbean.engine.ledger.DeadLetters;
import io.runnerbean.engine.ledger.JobQueue;
import io.runnerbean.engine.ledger.Receipt;
import io.runnerbean.engine.ledger.Receipts;
import io.runnerbean.engine.ledger.RunFacts;
import io.runnerbean.engine.message.ReceiptKey;
import io.runnerbean.engine.message.TimeOrderedIds;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Settles dead letters. Another run takes its receipt under the key that SQS's copy carries: so
 * whether a person redrives it here or there, or at both, it runs once more.
 */
public final class Redrive {

  private final DeadLetters letters = new DeadLetters();
  private final Receipts receipts = new Receipts();
  private final JobQueue queue = new JobQueue();

  /** What has become of a dead letter. */
  public sealed interface Settled {

    /** Another run of it waits for a worker. */
    record Redriven(UUID run) implements Settled {}

    /** SQS's own redrive had brought it back; there will be no further run. */
    record AlreadyRedriven(UUID run) implements Settled {}

    /** SQS's own redrive runs it now: what becomes of that is to be awaited. */
    record Running() implements Settled {}

    record Discarded() implements Settled {}

    /** There is none of this run. */
    record Unknown() implements Settled {}
  }

  /** Has it run once more, and commits that. */
  public Settled redrive(Connection connection, UUID runId) throws SQLException {
    return settle(connection, runId, letter -> redrive(connection, letter));
  }

  /** Forgets it, and commits that; SQS's copy, if there is one, stays. */
  public Settled discard(Connection connection, UUID runId) throws SQLException {
    return settle(
        connection,
        runId,
        letter -> {
          letters.remove(connection, letter);
          return new Settled.Discarded();
        });
  }

  private Settled settle(Connection connection, UUID runId, Settling settling) throws SQLException {
    connection.setAutoCommit(false);
    Optional<DeadLetter> letter = letters.find(connection, runId);
    Settled settled = letter.isEmpty() ? new Settled.Unknown() : settling.of(letter.get());
    connection.commit();
    return settled;
  }

  private Settled redrive(Connection connection, DeadLetter letter) throws SQLException {
    UUID key = letter.key();
    ReceiptKey receiptKey = new ReceiptKey.Dated(TimeOrderedIds.time(key), "runnerbean/" + key);
    UUID next = TimeOrderedIds.next();
    return switch (receipts.take(connection, receiptKey, next)) {
      case Receipt.Fresh() -> queued(connection, letter, next, receiptKey.text());
      case Receipt.Taken(UUID earlier) -> {
        letters.remove(connection, letter);
        yield new Settled.AlreadyRedriven(earlier);
      }
      case Receipt.Busy() -> new Settled.Running();
      case Receipt.Unknowable() -> {
        connection.rollback(); // SQS's copy is as old as its receipts, and gone like them
        yield queued(connection, letter, next, null);
      }
    };
  }

  private Settled queued(
      Connection connection, DeadLetter letter, UUID next, @Nullable String receiptKey)
      throws SQLException {
    RunFacts dead = letter.run();
    RunFacts run =
        new RunFacts(next, dead.jobType(), dead.payload(), dead.delivery(), receiptKey, 0);
    queue.add(connection, run, Duration.ZERO);
    letters.remove(connection, letter);
    return new Settled.Redriven(next);
  }

  @FunctionalInterface
  private interface Settling {
    Settled of(DeadLetter letter) throws SQLException;
  }
}
