package io.runnerbean.dev.bench;

import io.runnerbean.embedded.PostgresDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** A table whose rows are work that waits. */
record Waiting(PostgresDatabase database, String table) {

  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  /** Adds so many, by a statement that is told how many, and leaves them as autovacuum would. */
  void fill(String statement, int rows) throws SQLException {
    try (Connection connection = database.connect();
        PreparedStatement insert = connection.prepareStatement(statement);
        Statement vacuum = connection.createStatement()) {
      insert.setInt(1, rows);
      insert.executeUpdate();
      vacuum.execute("vacuum analyze " + table);
    }
  }

  /** A table tells nobody that it is empty, so one looks. */
  void awaitNone() throws SQLException, InterruptedException {
    long end = System.nanoTime() + LONGEST.toNanos();
    try (Connection connection = database.connect()) {
      while (number(connection, "select count(*) from (select from " + table + " limit 1) f") > 0) {
        if (System.nanoTime() > end) {
          throw new IllegalStateException("work is left in %s after %s".formatted(table, LONGEST));
        }
        Thread.sleep(BETWEEN_LOOKS);
      }
    }
  }

  long count() throws SQLException {
    try (Connection connection = database.connect()) {
      return number(connection, "select count(*) from " + table);
    }
  }

  private static long number(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }
}
