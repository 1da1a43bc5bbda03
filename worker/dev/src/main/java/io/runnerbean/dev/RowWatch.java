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

/**
 * Looks for a row again and again, as a person would: a smoke test that was told of it would prove
 * less.
 */
record RowWatch(PostgresDatabase database, Duration longest) {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  /**
   * Waits for the query's first row.
   *
   * @return all of its columns
   * @throws DevException if there is none in time
   */
  String await(String query, String... parameters) throws SQLException {
    try (Connection connection = database.connect()) {
      return Awaitility.await()
          .atMost(longest)
          .pollInSameThread()
          .pollDelay(Duration.ZERO)
          .pollInterval(BETWEEN_LOOKS)
          .until(() -> row(connection, query, parameters), row -> !row.isEmpty());
    } catch (ConditionTimeoutException e) {
      throw new DevException(
          "The job has not run within " + longest.toSeconds() + " s; the lines above may say why.");
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
