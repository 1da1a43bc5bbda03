package io.runnerbean.bench;

import io.runnerbean.testkit.PostgresDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.awaitility.Awaitility;

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
  void awaitNone() throws SQLException {
    String left = "select count(*) from (select from " + table + " limit 1) as first";
    try (Connection connection = database.connect()) {
      Awaitility.await("for the last row of " + table)
          .atMost(LONGEST)
          .pollInSameThread()
          .pollDelay(Duration.ZERO)
          .pollInterval(BETWEEN_LOOKS)
          .until(() -> number(connection, left) == 0);
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
