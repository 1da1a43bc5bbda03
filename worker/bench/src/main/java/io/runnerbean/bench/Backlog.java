package io.runnerbean.bench;

import io.runnerbean.bench.load.LoadResult;
import io.runnerbean.testkit.PostgresDatabase;
import io.runnerbean.testkit.process.PausableProcess;
import java.sql.SQLException;

/** Fills a table with jobs while the process that runs them is paused, and then resumes it. */
final class Backlog implements Workload {

  /** Transactions that only read get no id, and do not wait for the disk. */
  private static final String NEXT_TRANSACTION_ID =
      "select pg_snapshot_xmax(pg_current_snapshot())::text::bigint";

  private final PostgresDatabase database;
  private final PausableProcess process;
  private final Source source;
  private final int jobs;
  private long writingTransactions;
  private long rounds;

  Backlog(PostgresDatabase database, PausableProcess process, Source source, int jobs) {
    this.database = database;
    this.process = process;
    this.source = source;
    this.jobs = jobs;
  }

  /**
   * The table with the queued jobs.
   *
   * @param table is empty when all jobs are done
   * @param fill the INSERT statement; its parameter is the number of jobs
   */
  record Source(String table, String fill) {}

  @Override
  public void prepare() throws Exception {
    RowCounts.truncate(database);
    queue().fill(source.fill(), jobs);
  }

  @Override
  public LoadResult run() throws Exception {
    long firstId = nextTransactionId();
    long start = System.nanoTime();
    process.resume();
    queue().awaitEmpty();
    long nanos = System.nanoTime() - start;
    process.pause();
    rounds++;
    writingTransactions += nextTransactionId() - firstId;
    requireAllDone();
    return LoadResult.withoutLatencies(jobs, nanos);
  }

  /** The number of transactions that wrote something, divided by the number of jobs. */
  double commitsPerJob() {
    return (double) writingTransactions / (rounds * jobs);
  }

  private QueueTable queue() {
    return new QueueTable(database, source.table());
  }

  private void requireAllDone() throws SQLException {
    long rows = RowCounts.of(database, "job_server_data");
    if (rows != jobs) {
      throw new IllegalStateException("%d jobs left %d rows".formatted(jobs, rows));
    }
  }

  private long nextTransactionId() throws SQLException {
    return Long.parseLong(database.query(NEXT_TRANSACTION_ID).getFirst());
  }
}
