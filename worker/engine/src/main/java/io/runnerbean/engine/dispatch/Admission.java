package io.runnerbean.engine.dispatch;

import io.runnerbean.engine.database.UnitOfWork;
import io.runnerbean.engine.ledger.JobQueue;
import io.runnerbean.engine.ledger.Receipt;
import io.runnerbean.engine.ledger.Receipts;
import io.runnerbean.engine.ledger.RunFacts;
import io.runnerbean.engine.message.ReceiptKey;
import io.runnerbean.engine.registry.UniqueKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.SessionFactory;

/** Takes messages into custody that are not run at once. */
public record Admission(
    SessionFactory sessions,
    Receipts receipts,
    JobQueue queue,
    Uniqueness uniqueness,
    LedgerWatch watch) {

  /** Commits receipt and run together; whatever goes wrong is an outcome. */
  Outcome admit(RunFacts run, ReceiptKey key, Duration wait) {
    return admit(run, key, connection -> add(connection, run, wait));
  }

  /** The same, unless another run does the same work. */
  Outcome admit(RunFacts run, ReceiptKey key, Optional<UniqueKey> unique) {
    return unique
        .map(same -> admit(run, key, connection -> uniqueness.admit(connection, run, same)))
        .orElseGet(() -> admit(run, key, Duration.ZERO));
  }

  /** Whether a person keeps this type from running. */
  boolean isPaused(String type) {
    return watch.isPaused(type);
  }

  /** What an attempt at a message in hand may end its run by. */
  Claim claim(RunFacts run, ReceiptKey key) {
    return new ReceiptClaim(receipts, queue, run, key);
  }

  private Outcome admit(RunFacts run, ReceiptKey key, Taking taking) {
    if (watch.isFull()) {
      return new Outcome.CustodyFull(RunId.of(run));
    }
    try (UnitOfWork unit = UnitOfWork.begin(sessions)) {
      return switch (receipts.take(unit.connection(), key, run.runId())) {
        case Receipt.Fresh() -> {
          Outcome outcome = taking.take(unit.connection());
          unit.commit();
          yield outcome;
        }
        case Receipt.NotOurs refused -> Outcome.of(refused, RunId.of(run));
      };
    } catch (SQLException | RuntimeException e) {
      return new Outcome.Unavailable(RunId.of(run), e);
    }
  }

  private Outcome add(Connection connection, RunFacts run, Duration wait) throws SQLException {
    queue.add(connection, run, wait);
    return new Outcome.Admitted(RunId.of(run), wait);
  }

  /** What is done once the receipt is the run's. */
  @FunctionalInterface
  private interface Taking {
    Outcome take(Connection connection) throws SQLException;
  }
}
