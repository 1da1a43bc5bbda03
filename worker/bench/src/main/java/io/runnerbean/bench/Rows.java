package io.runnerbean.bench;

import io.runnerbean.testkit.PostgresDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * What InsertJobs have left.
 *
 * @param jobs rows of the job
 * @param runs rows of runs that succeeded
 */
record Rows(long jobs, long runs) {

  private static final String COUNT =
      """
      select (select count(*) from job_server_data),
             (select count(*) from runnerbean.run where state = 'succeeded')
      """;

  static Rows in(PostgresDatabase database) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet count = statement.executeQuery(COUNT)) {
      count.next();
      return new Rows(count.getLong(1), count.getLong(2));
    }
  }

  /** Empties the tables. */
  static void forget(PostgresDatabase database) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("truncate job_server_data, runnerbean.run");
    }
  }

  /** When the last run was finished. */
  static Instant lastFinished(PostgresDatabase database) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet last = statement.executeQuery("select max(finished_at) from runnerbean.run")) {
      last.next();
      return last.getObject(1, OffsetDateTime.class).toInstant();
    }
  }

  /**
   * Compares the rows with what was done.
   *
   * @throws IllegalStateException if a job is missing, or was done twice
   */
  void require(long wantedJobs, long wantedRuns) {
    Rows wanted = new Rows(wantedJobs, wantedRuns);
    if (!equals(wanted)) {
      throw new IllegalStateException("there are %s instead of %s".formatted(this, wanted));
    }
  }
}
