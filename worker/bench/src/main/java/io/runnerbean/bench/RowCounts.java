package io.runnerbean.bench;

import io.runnerbean.testkit.PostgresDatabase;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The rows that InsertJobs have written.
 *
 * @param jobs rows of the job's own table
 * @param runs rows of succeeded runs
 */
record RowCounts(long jobs, long runs) {

  private static final String LAST_FINISHED =
      "select (extract(epoch from max(finished_at)) * 1e6)::bigint from runnerbean.run";

  static RowCounts in(PostgresDatabase database) throws SQLException {
    return new RowCounts(
        of(database, "job_server_data"), of(database, "runnerbean.run where state = 'succeeded'"));
  }

  /**
   * Counts rows.
   *
   * @param source a table, and a condition if needed
   */
  static long of(PostgresDatabase database, String source) throws SQLException {
    return Long.parseLong(database.query("select count(*) from " + source).getFirst());
  }

  /** Empties both tables. */
  static void truncate(PostgresDatabase database) throws SQLException {
    database.execute("truncate job_server_data, runnerbean.run");
  }

  /** The time at which the last run finished. */
  static Instant lastFinished(PostgresDatabase database) throws SQLException {
    return Instant.EPOCH.plus(
        Long.parseLong(database.query(LAST_FINISHED).getFirst()), ChronoUnit.MICROS);
  }

  /**
   * Compares the counts with the expected ones.
   *
   * @throws IllegalStateException if a job was lost or done twice
   */
  void require(long expectedJobs, long expectedRuns) {
    RowCounts expected = new RowCounts(expectedJobs, expectedRuns);
    if (!equals(expected)) {
      throw new IllegalStateException("expected %s, found %s".formatted(expected, this));
    }
  }
}
