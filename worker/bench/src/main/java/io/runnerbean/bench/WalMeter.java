package io.runnerbean.bench;

import io.runnerbean.bench.load.LoadResult;
import io.runnerbean.testkit.PostgresDatabase;
import java.sql.SQLException;

/** How much WAL there is for each job of a side. */
final class WalMeter {

  private static final String POSITION = "select pg_current_wal_insert_lsn() - '0/0'::pg_lsn";

  private final PostgresDatabase database;
  private final Contender side;
  private long jobs;
  private long bytes;

  WalMeter(PostgresDatabase database, Contender side) {
    this.database = database;
    this.side = side;
  }

  /** The same side, whose WAL is counted in each round. */
  Contender side() {
    return new Contender(side.name(), this::run, side.processes(), side.subject());
  }

  /** Of all rounds. */
  double bytesPerJob() {
    return (double) bytes / jobs;
  }

  private LoadResult run() throws Exception {
    long before = position();
    LoadResult result = side.workload().run();
    bytes += position() - before;
    jobs += result.jobs();
    return result;
  }

  private long position() throws SQLException {
    return Long.parseLong(database.query(POSITION).getFirst());
  }
}
