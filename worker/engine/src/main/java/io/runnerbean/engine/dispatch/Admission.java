package io.runnerbean.engine.dispatch;

import io.runnerbean.engine.database.UnitOfWork;
import io.runnerbean.engine.ledger.JobQueue;
import io.runnerbean.engine.ledger.Receipt;
import io.runnerbean.engine.ledger.Receipts;
import io.runnerbean.engine.ledger.RunFacts;
import io.runnerbean.engine.message.ReceiptKey;
import java.sql.SQLException;
import java.time.Duration;
import org.hibernate.SessionFactory;

/** Takes messages into custody that are not run at once. */
public record Admission(
    SessionFactory sessions, Receipts receipts, JobQueue queue, LedgerWatch watch) {

  /** Commits receipt and run together; whatever goes wrong is an outcome. */
  Outcome admit(RunFacts run, ReceiptKey key, Duration wait) {
    RunId id = new RunId(run.runId(), run.jobType());
    if (watch.isFull()) {
      return new Outcome.CustodyFull(id);
    }
    try (UnitOfWork unit = UnitOfWork.begin(sessions)) {
      return switch (receipts.take(unit.connection(), key, run.runId())) {
        case Receipt.Fresh() -> {
          queue.add(unit.connection(), run, wait);
          unit.commit();
          yield new Outcome.Admitted(id, wait);
        }
        case Receipt.NotOurs refused -> Outcome.of(refused, id);
      };
    } catch (SQLException | RuntimeException e) {
      return new Outcome.Unavailable(id, e);
    }
  }

  /** Whether a person keeps this type from running. */
  boolean isPaused(String type) {
    return watch.isPaused(type);
  }

  /** What an attempt at a message in hand may end its run by. */
  Claim claim(RunFacts run, ReceiptKey key) {
    return new ReceiptClaim(receipts, queue, run, key);
  }
}
