package io.runnerbean.dev;

import io.runnerbean.testkit.PostgresDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.StringJoiner;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Polls a query until it has a row, as a user would. */
record RowWatch(PostgresDatabase database, Duration timeout) {

  private static final Duration POLL_INTERVAL = Duration.ofMillis(50);

  /**
   * Waits for the query's first row.
   *
   * @return all of its columns
   * @throws DevException if there is none before the timeout
   */
  String await(String query, String... parameters) throws SQLException {
    try (Connection connection = database.connect()) {
      return Awaitility.await()
          .atMost(timeout)
          .pollInSameThread()
          .pollDelay(Duration.ZERO)
          .pollInterval(POLL_INTERVAL)
          .until(() -> row(connection, query, parameters), row -> !row.isEmpty());
    } catch (ConditionTimeoutException e) {
      throw new DevException(
          "The job did not run within "
              + timeout.toSeconds()
              + " s. The lines above may show why.");
    }
  }

  private static String row(Connection connection, String query, String... parameters)
      throws SQLException {
    try (PreparedStatement find = connection.prepareStatement(query)) {
      for (int i = 0; i < parameters.length; i++) {
        find.setString(i + 1, parameters[i]);
      }
      ResultSet row = find.executeQuery();
      return row.next() ? columns(row) : "";
    }
  }

  private static String columns(ResultSet row) throws SQLException {
    StringJoiner columns = new StringJoiner(", ", "Row: ", "");
    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
      columns.add(row.getMetaData().getColumnLabel(i) + "=" + row.getString(i));
    }
    return columns.toString();
  }
}
