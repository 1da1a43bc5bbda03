package io.runnerbean.engine.dispatch;

import io.runnerbean.engine.ledger.Ended;
import io.runnerbean.engine.ledger.History;
import io.runnerbean.engine.ledger.JobQueue;
import io.runnerbean.engine.ledger.Receipt;
import io.runnerbean.engine.ledger.Receipts;
import io.runnerbean.engine.ledger.RunFacts;
import io.runnerbean.engine.message.ReceiptKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** A message in hand: SQS's still, until its receipt is committed. */
record ReceiptClaim(Receipts receipts, JobQueue queue, RunFacts run, ReceiptKey key)
    implements Claim {

  @Override
  public Receipt take(Connection connection) throws SQLException {
    return receipts.take(connection, key, run.runId());
  }

  @Override
  public boolean takesRoom() {
    return true;
  }

  @Override
  public void fence(Connection connection) {
    // the receipt's lock keeps others away until the transaction ends
  }

  @Override
  public void finish(Connection connection, History history, Ended ended) throws SQLException {
    history.add(connection, run, ended);
  }

  @Override
  public void keep(Connection connection, Duration wait) throws SQLException {
    queue.add(connection, run, wait);
  }

  @Override
  public void snooze(Connection connection, Duration wait) throws SQLException {
    queue.add(connection, run.uncounted(), wait);
  }
}
