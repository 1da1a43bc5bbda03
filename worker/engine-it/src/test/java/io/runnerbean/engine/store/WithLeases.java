package io.runnerbean.engine.store;

import io.runnerbean.job.Limits;
import io.runnerbean.testkit.PostgresExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A job queue and two workers that lease from it. Each test begins with an empty queue. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // parallel classes share no state
abstract class WithLeases {

  @RegisterExtension final PostgresExtension postgres = new PostgresExtension();

  private static final SourceMessage NONE = SourceMessage.none();
  static final Duration LONG = Duration.ofHours(1);

  static final RunResult SUCCESS = RunResult.succeeded(Duration.ofSeconds(1), null, null);
  static final ClaimedRuns CLAIMED = new ClaimedRuns("here", RetentionConfig.standard());

  final JobQueue queue = new JobQueue();
  DataSource source;
  JobClaims here;
  JobClaims there;

  @BeforeAll
  void migrate() throws SQLException {
    source = postgres.database().source();
    here = new JobClaims("here", LONG);
    there = new JobClaims("there", LONG);
    Flyway.configure()
        .dataSource(source)
        .schemas("runnerbean")
        .locations("classpath:io/runnerbean/engine/migration")
        .load()
        .migrate();
    try (Connection connection = source.getConnection()) {
      var _ = Partitions.makeAhead(connection);
    }
  }

  @BeforeEach
  void deleteRuns() throws Exception {
    execute(
        "truncate runnerbean.run, runnerbean.job_queue, runnerbean.checkpoint, runnerbean.unique_key, runnerbean.paused_type, runnerbean.job_start, runnerbean.idle_worker");
  }

  UUID add(Duration wait) throws Exception {
    return add("Job", wait);
  }

  UUID add(String type, Duration wait) throws Exception {
    return add(type, wait, "{}");
  }

  UUID add(String type, Duration wait, String payload) throws Exception {
    RunRecord run = new RunRecord(UuidV7.next(), type, payload, NONE, null, 0);
    inTransaction(connection -> queue.add(connection, run, wait, WorkerPool.QUEUE));
    return run.id();
  }

  /** A change of the job queue. */
  @FunctionalInterface
  interface JobQueueChange {
    void apply(Connection connection)
        throws SQLException, LostLeaseException, DuplicateRunException, ExpiredRunException;
  }

  static void end(Connection connection, ClaimedRun... runs)
      throws SQLException, LostLeaseException {
    CLAIMED.finishAll(
        connection, Stream.of(runs).map(run -> new FinishedRun(run, SUCCESS)).toList());
  }

  /** Claims one run per slot, without limits. */
  List<ClaimedRun> claim(JobClaims claims, String type, int max) throws SQLException {
    return claim(claims, type, ClaimSize.of(max), Limits.none());
  }

  List<ClaimedRun> claim(JobClaims claims, String type, ClaimSize size, Limits limits)
      throws SQLException {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      List<ClaimedRun> claimed = claims.claim(connection, type, size, limits);
      connection.commit();
      return claimed;
    }
  }

  Set<UUID> renew(JobClaims claims, List<ClaimedRun> runs) throws SQLException {
    try (Connection connection = source.getConnection()) {
      return claims.renew(connection, runs);
    }
  }

  List<JobClaims.Expired> takeOver(JobClaims claims, int max) throws SQLException {
    try (Connection connection = source.getConnection()) {
      return claims.takeOver(connection, max);
    }
  }

  List<String> dueTypes(String... types) throws SQLException {
    try (Connection connection = source.getConnection()) {
      return here.dueTypes(connection, Set.of(types));
    }
  }

  void inTransaction(JobQueueChange change) throws Exception {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      change.apply(connection);
      connection.commit();
    }
  }

  void execute(String sql) throws SQLException {
    postgres.database().execute(sql);
  }
}
