package io.runnerbean.bench;

import io.runnerbean.bench.load.LoadResult;
import io.runnerbean.testkit.PostgresDatabase;
import java.sql.SQLException;

/** Measures the WAL per job of a contender. */
final class WalMeter {

  private static final String POSITION = "select pg_current_wal_insert_lsn() - '0/0'::pg_lsn";

  private final PostgresDatabase database;
  private final Contender contender;
  private long jobs;
  private long bytes;

  WalMeter(PostgresDatabase database, Contender contender) {
    this.database = database;
    this.contender = contender;
  }

  /** Returns the contender, with a workload that also measures the WAL of each round. */
  Contender metered() {
    return new Contender(
        contender.name(), this::run, contender.processes(), contender.mainProcess());
  }

  /** The mean of all rounds. */
  double bytesPerJob() {
    return (double) bytes / jobs;
  }

  private LoadResult run() throws Exception {
    long before = position();
    LoadResult result = contender.workload().run();
    bytes += position() - before;
    jobs += result.jobs();
    return result;
  }

  private long position() throws SQLException {
    return Long.parseLong(database.query(POSITION).getFirst());
  }
}
