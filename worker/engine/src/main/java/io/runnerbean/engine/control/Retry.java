package io.runnerbean.engine.control;

import io.runnerbean.engine.deadletter.Redrive;
import io.runnerbean.engine.ledger.JobQueue;
import io.runnerbean.engine.ledger.Receipt;
import io.runnerbean.engine.ledger.Receipts;
import io.runnerbean.engine.ledger.RunFacts;
import io.runnerbean.engine.ledger.RunRow;
import io.runnerbean.engine.ledger.Runs;
import io.runnerbean.engine.message.Delivery;
import io.runnerbean.engine.message.ReceiptKey;
import io.runnerbean.engine.message.TimeOrderedIds;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Has runs tried again because a person wants it: at once, and each once however often asked. */
public final class Retry {

  private static final Delivery BY_HAND = new Delivery(null, null, 1, null, null, null, null, null);

  private final JobQueue queue = new JobQueue();
  private final Runs runs = new Runs();
  private final Receipts receipts = new Receipts();
  private final Redrive deadLetters = new Redrive();

  /** What has become of the wish. */
  public sealed interface Answer {

    /** It waited for later, and is due now. */
    record Due() implements Answer {}

    /** It had ended; another run of it waits for a worker. */
    record Again(UUID run) implements Answer {}

    /** Another run of it was begun before. */
    record Already(UUID run) implements Answer {}

    /** It is at work, or about to be. */
    record Running() implements Answer {}

    /** There is nothing to mend. */
    record Succeeded() implements Answer {}

    /** It has ended, and history does not keep payloads. */
    record NoPayload() implements Answer {}

    /** There is no such run. */
    record Unknown() implements Answer {}
  }

  /** Has it tried again, and commits that. */
  public Answer retry(Connection connection, UUID runId) throws SQLException {
    connection.setAutoCommit(false);
    if (queue.hurry(connection, runId)) {
      connection.commit();
      return new Answer.Due();
    }
    connection.commit();
    return switch (deadLetters.redrive(connection, runId)) {
      case Redrive.Settled.Redriven(UUID run) -> new Answer.Again(run);
      case Redrive.Settled.AlreadyRedriven(UUID run) -> new Answer.Already(run);
      case Redrive.Settled.Running() -> new Answer.Running();
      case Redrive.Settled.Discarded(), Redrive.Settled.Unknown() -> ended(connection, runId);
    };
  }

  private Answer ended(Connection connection, UUID runId) throws SQLException {
    Optional<RunRow> run = runs.find(connection, runId);
    Answer answer = run.isEmpty() ? new Answer.Unknown() : ended(connection, run.get());
    connection.commit();
    return answer;
  }

  private Answer ended(Connection connection, RunRow run) throws SQLException {
    Optional<Runs.Kept> kept = runs.kept(connection, run.runId());
    if (kept.isEmpty()) {
      return new Answer.Running();
    }
    if (run.state().equals("succeeded")) {
      return new Answer.Succeeded();
    }
    String payload = kept.get().payload();
    return payload == null ? new Answer.NoPayload() : again(connection, run, payload);
  }

  private Answer again(Connection connection, RunRow run, String payload) throws SQLException {
    UUID next = TimeOrderedIds.next();
    ReceiptKey key = new ReceiptKey.Undated("retry/" + run.runId());
    return switch (receipts.take(connection, key, next)) {
      case Receipt.Fresh() -> {
        RunFacts again = new RunFacts(next, run.jobType(), payload, BY_HAND, key.text(), 0);
        queue.add(connection, again, Duration.ZERO);
        yield new Answer.Again(next);
      }
      case Receipt.Taken(UUID earlier) -> new Answer.Already(earlier);
      case Receipt.Busy(), Receipt.Unknowable() -> new Answer.Running();
    };
  }
}
