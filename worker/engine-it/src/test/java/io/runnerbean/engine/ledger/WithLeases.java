package io.runnerbean.engine.ledger;

import io.runnerbean.embedded.PostgresExtension;
import io.runnerbean.engine.message.Delivery;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A queue, and two workers that lease from it. Each test finds it empty. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // parallel classes share no state
abstract class WithLeases {

  @RegisterExtension final PostgresExtension postgres = new PostgresExtension();

  private static final Delivery NONE = new Delivery(null, null, 1, null, null, null, null, null);
  static final Duration LONG = Duration.ofHours(1);

  final JobQueue queue = new JobQueue();
  DataSource source;
  Leases here;
  Leases there;

  @BeforeAll
  void migrate() throws SQLException {
    source = postgres.database().source();
    here = new Leases(source, "here", LONG);
    there = new Leases(source, "there", LONG);
    Flyway.configure()
        .dataSource(source)
        .schemas("runnerbean")
        .locations("classpath:io/runnerbean/engine/migration")
        .load()
        .migrate();
    var _ = new Partitions(source).keepAhead();
  }

  @BeforeEach
  void forget() throws Exception {
    execute(
        "truncate runnerbean.job_queue, runnerbean.checkpoint, runnerbean.unique_run, runnerbean.paused_type, runnerbean.job_start, runnerbean.idle_worker");
  }

  UUID add(Duration wait) throws Exception {
    return add("Job", wait);
  }

  UUID add(String type, Duration wait) throws Exception {
    return add(type, wait, "{}");
  }

  UUID add(String type, Duration wait, String payload) throws Exception {
    RunFacts run = new RunFacts(UUID.randomUUID(), type, payload, NONE, null, 0);
    inTransaction(connection -> queue.add(connection, run, wait));
    return run.runId();
  }

  /** Something that is done to the queue. */
  @FunctionalInterface
  interface JobQueueMove {
    void make(Connection connection) throws SQLException, LostLeaseException;
  }

  static void end(Connection connection, LeasedRun... runs)
      throws SQLException, LostLeaseException {
    Ended ended = Ended.succeeded(Duration.ofSeconds(1), null, null);
    new History("here", KeptPayloads.FAILED)
        .move(connection, Stream.of(runs).map(run -> new EndedRun(run, ended)).toList());
  }

  void inTransaction(JobQueueMove move) throws Exception {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      move.make(connection);
      connection.commit();
    }
  }

  void execute(String sql) throws SQLException {
    postgres.database().execute(sql);
  }
}
