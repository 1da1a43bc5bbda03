package io.runnerbean.dev.bench.load;

import io.runnerbean.engine.ledger.Ended;
import io.runnerbean.engine.ledger.History;
import io.runnerbean.engine.ledger.Receipt;
import io.runnerbean.engine.ledger.Receipts;
import io.runnerbean.engine.ledger.RunFacts;
import io.runnerbean.engine.message.Delivery;
import io.runnerbean.engine.message.ReceiptKey;
import io.runnerbean.engine.message.TimeOrderedIds;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * What a job's transaction is without us: its receipt, its row and its history, inserted and
 * committed over plain JDBC.
 */
record JdbcWork(DataSource pool, Receipts receipts, History history) implements Work {

  private static final String INSERT = "insert into job_server_data (data) values (?) returning id";

  @Override
  public void once() throws SQLException {
    try (Connection connection = pool.getConnection()) {
      Delivery delivery = delivery();
      ReceiptKey key = ReceiptKey.of(delivery);
      UUID run = TimeOrderedIds.next();
      if (!(receipts.take(connection, key, run) instanceof Receipt.Fresh)) {
        throw new IllegalStateException("a new message has a receipt already");
      }
      insert(connection);
      RunFacts facts = new RunFacts(run, "InsertJob", "", delivery, key.text(), 1);
      history.add(connection, facts, Ended.succeeded(Duration.ZERO, null, null));
      connection.commit();
    }
  }

  private static Delivery delivery() {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    return new Delivery(UUID.randomUUID().toString(), "jobs", 1, now, now, null, null, null);
  }

  private static void insert(Connection connection) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setString(1, "bench");
      insert.executeQuery().next();
    }
  }
}
