package io.runnerbean.bench;

import io.runnerbean.bench.load.LoadResult;
import io.runnerbean.testkit.PostgresDatabase;
import io.runnerbean.testkit.process.PausableProcess;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Lets a process that was held up work off a table of jobs. */
final class Backlog implements Workload {

  /** Transactions that only read have no id, and wait for no disk. */
  private static final String WRITES =
      "select pg_snapshot_xmax(pg_current_snapshot())::text::bigint";

  private final PostgresDatabase database;
  private final PausableProcess process;
  private final Source source;
  private final int jobs;
  private long writes;
  private long rounds;

  Backlog(PostgresDatabase database, PausableProcess process, Source source, int jobs) {
    this.database = database;
    this.process = process;
    this.source = source;
    this.jobs = jobs;
  }

  /**
   * Where jobs wait.
   *
   * @param table it is empty when all are done
   * @param fill the statement that adds so many of them
   */
  record Source(String table, String fill) {}

  @Override
  public void prepare() throws Exception {
    Rows.forget(database);
    waiting().fill(source.fill(), jobs);
  }

  @Override
  public LoadResult run() throws Exception {
    long written = writesSoFar();
    long start = System.nanoTime();
    process.goOn();
    waiting().awaitNone();
    long nanos = System.nanoTime() - start;
    process.pause();
    rounds++;
    writes += writesSoFar() - written;
    requireAllDone();
    return LoadResult.withoutLatencies(jobs, nanos);
  }

  /** How many transactions have written something, for each job of all rounds. */
  double commitsPerJob() {
    return (double) writes / (rounds * jobs);
  }

  private Waiting waiting() {
    return new Waiting(database, source.table());
  }

  private void requireAllDone() throws SQLException {
    long rows = new Waiting(database, "job_server_data").count();
    if (rows != jobs) {
      throw new IllegalStateException("%d jobs have left %d rows".formatted(jobs, rows));
    }
  }

  private long writesSoFar() throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(WRITES)) {
      row.next();
      return row.getLong(1);
    }
  }
}
