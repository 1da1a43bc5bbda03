package io.runnerbean.dev.bench;

import io.runnerbean.dev.bench.load.LoadResult;
import io.runnerbean.dev.process.PausableProcess;
import io.runnerbean.embedded.PostgresDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * Lets a process that was held up work off a table of jobs.
 *
 * @param fill adds so many of them
 */
record Backlog(
    PostgresDatabase database, PausableProcess process, String table, String fill, int jobs)
    implements Exercise {

  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  /** As autovacuum would leave it, had it the time. */
  @Override
  public void prepare() throws Exception {
    Rows.forget(database);
    try (Connection connection = database.connect();
        PreparedStatement insert = connection.prepareStatement(fill);
        Statement vacuum = connection.createStatement()) {
      insert.setInt(1, jobs);
      insert.executeUpdate();
      vacuum.execute("vacuum analyze " + table);
    }
  }

  @Override
  public LoadResult run() throws Exception {
    try (Connection connection = database.connect()) {
      long start = System.nanoTime();
      process.goOn();
      awaitEmpty(connection);
      long nanos = System.nanoTime() - start;
      process.pause();
      require(connection);
      return LoadResult.withoutLatencies(jobs, nanos);
    }
  }

  /** A table tells nobody that it is empty, so one looks. */
  private void awaitEmpty(Connection connection) throws SQLException, InterruptedException {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (number(connection, "select count(*) from (select from " + table + " limit 1) as first")
        > 0) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("jobs are left in " + table + " after " + LONGEST);
      }
      Thread.sleep(BETWEEN_LOOKS);
    }
  }

  private void require(Connection connection) throws SQLException {
    long rows = number(connection, "select count(*) from job_server_data");
    if (rows != jobs) {
      throw new IllegalStateException("%d jobs have left %d rows".formatted(jobs, rows));
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
