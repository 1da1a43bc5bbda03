package io.runnerbean.bench;

import io.runnerbean.testkit.PostgresDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.awaitility.Awaitility;

/** A table whose rows are queued work. */
record QueueTable(PostgresDatabase database, String table) {

  private static final Duration TIMEOUT = Duration.ofMinutes(5);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(20);

  /**
   * Adds rows, and vacuums the table as autovacuum would.
   *
   * @param statement an INSERT; its parameter is the number of rows
   */
  void fill(String statement, int rows) throws SQLException {
    try (Connection connection = database.connect();
        PreparedStatement insert = connection.prepareStatement(statement);
        Statement vacuum = connection.createStatement()) {
      insert.setInt(1, rows);
      insert.executeUpdate();
      vacuum.execute("vacuum analyze " + table);
    }
  }

  /** Polls until the table is empty, because PostgreSQL sends no event for that. */
  void awaitEmpty() throws SQLException {
    String anyRow = "select 1 from " + table + " limit 1";
    try (Connection connection = database.connect()) {
      Awaitility.await("for the last row of " + table)
          .atMost(TIMEOUT)
          .pollInSameThread()
          .pollDelay(Duration.ZERO)
          .pollInterval(POLL_INTERVAL)
          .until(() -> PostgresDatabase.query(connection, anyRow).isEmpty());
    }
  }
}
