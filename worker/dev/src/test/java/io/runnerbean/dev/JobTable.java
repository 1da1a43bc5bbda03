package io.runnerbean.dev;

import io.runnerbean.testkit.PostgresDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The table of InsertJob. A test that locks it blocks the jobs. */
record JobTable(PostgresDatabase database) {

  /** Blocks inserts until the transaction of the returned connection ends. */
  Connection lock() throws SQLException {
    Connection connection = database.connect();
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("lock table job_server_data in share mode");
    }
    return connection;
  }

  boolean aJobWaits() throws SQLException {
    return count(
            "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
        > 0;
  }

  int rows() throws SQLException {
    return count("select count(*) from job_server_data");
  }

  /** Empties this table and the tables of runs. */
  void truncate() throws SQLException {
    database.execute(
        "truncate job_server_data, runnerbean.run, runnerbean.run_attempt,"
            + " runnerbean.job_queue, runnerbean.dead_letter cascade");
  }

  private int count(String sql) throws SQLException {
    return Integer.parseInt(database.query(sql).getFirst());
  }
}
