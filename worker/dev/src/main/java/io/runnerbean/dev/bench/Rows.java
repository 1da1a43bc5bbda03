package io.runnerbean.dev.bench;

import io.runnerbean.embedded.PostgresDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;

/** What jobs have left in each table that one job leaves one row in. */
record Rows(long receipts, long rows, long runs) {

  private static final String COUNT =
      """
      select (select count(*) from runnerbean.receipt),
             (select count(*) from job_server_data),
             (select count(*) from runnerbean.job_run)
      """;

  static Rows in(PostgresDatabase database) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet count = statement.executeQuery(COUNT)) {
      count.next();
      return new Rows(count.getLong(1), count.getLong(2), count.getLong(3));
    }
  }

  /** Empties the tables. */
  static void forget(PostgresDatabase database) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("truncate runnerbean.receipt, job_server_data, runnerbean.job_run");
    }
  }

  /** When the last run was finished. */
  static Instant lastFinished(PostgresDatabase database) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet last =
            statement.executeQuery("select max(finished_at) from runnerbean.job_run")) {
      last.next();
      return last.getObject(1, OffsetDateTime.class).toInstant();
    }
  }

  /**
   * Compares the rows with the jobs.
   *
   * @throws IllegalStateException if a job is missing, or was done twice
   */
  void require(long jobs) {
    if (!equals(new Rows(jobs, jobs, jobs))) {
      throw new IllegalStateException("%d jobs were done, but there are %s".formatted(jobs, this));
    }
  }
}
