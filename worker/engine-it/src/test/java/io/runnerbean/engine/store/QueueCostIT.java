package io.runnerbean.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.runnerbean.job.Limits;
import io.runnerbean.testkit.PostgresDatabase;
import io.runnerbean.testkit.PostgresExtension;
import io.runnerbean.testkit.PostgresTap;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Claims, and ends of attempts, read the rows that they need instead of the entire queue. */
@Timeout(120)
class QueueCostIT {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  /** Enough executions for driver and server to settle on a final plan. */
  private static final int EXECUTIONS = 20;

  private static final String ONE_RUN =
      """
      insert into runnerbean.job_queue (run_id, job_type, payload, due, attempt, receive_count)
      select uuidv7(), 'Job', '{}', now(), 0, 1
      """;

  private static final String FILL = ONE_RUN + " from generate_series(1, 20000)";

  private HikariDataSource one;
  private JobClaims leases;

  @BeforeEach
  void fill() throws SQLException {
    PostgresDatabase database = POSTGRES.database();
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(database.jdbcUrl());
    config.setUsername(database.user());
    config.setPassword(database.password());
    config.setMaximumPoolSize(1);
    one = new HikariDataSource(config);
    Flyway.configure()
        .dataSource(database.jdbcUrl(), database.user(), database.password())
        .schemas("runnerbean")
        .locations("classpath:io/runnerbean/engine/migration")
        .load()
        .migrate();
    execute("truncate runnerbean.job_queue cascade");
    execute(FILL);
    execute("vacuum analyze runnerbean.job_queue");
    leases = new JobClaims("here", Duration.ofHours(1));
  }

  @AfterEach
  void close() {
    one.close();
  }

  @Test
  void aClaimDoesNotReadALongQueue() throws SQLException {
    long before = rowsReadSequentially();
    for (int i = 0; i < EXECUTIONS; i++) {
      assertThat(claim(leases, 10)).hasSize(10);
    }
    assertThat(rowsReadSequentially() - before).isZero();
    assertThat(rowsFoundByIndex()).isBetween(400L, 2_000L);
  }

  @Test
  void aQueueMayBeEmptyWhenAClaimIsPlanned() throws SQLException {
    execute("truncate runnerbean.job_queue cascade");
    execute("vacuum analyze runnerbean.job_queue");
    for (int i = 0; i < EXECUTIONS; i++) {
      assertThat(claim(leases, 10)).isEmpty();
    }
    execute(FILL);
    long before = rowsReadSequentially();
    assertThat(claim(leases, 10)).hasSize(10);
    assertThat(rowsReadSequentially() - before).isZero();
  }

  @Test
  void aQueueMayBeEmptyWhenTheEndOfARunIsPlanned() throws Exception {
    assertThat(rowsReadSequentiallyBy(QueueCostIT::finish)).isZero();
  }

  @Test
  void aQueueMayBeEmptyWhenARetryIsPlanned() throws Exception {
    assertThat(rowsReadSequentiallyBy(QueueCostIT::retry)).isZero();
  }

  @Test
  void aClaimTakesOneRoundTripAndItsCommitAnother() throws Exception {
    PostgresDatabase database = POSTGRES.database();
    try (PostgresTap tap = PostgresTap.before(database);
        Connection connection =
            new PostgresDatabase(
                    database.host(),
                    tap.port(),
                    database.name(),
                    database.user(),
                    database.password())
                .connect()) {
      connection.setAutoCommit(false);
      for (int i = 0; i < EXECUTIONS; i++) {
        assertThat(leases.claim(connection, "Job", ClaimSize.of(1), Limits.none())).hasSize(1);
        connection.commit();
        if (i == EXECUTIONS - 2) {
          tap.reset();
        }
      }
      assertThat(tap.conversationWith("set local plan_cache_mode").roundTrips()).isEqualTo(2);
    }
  }

  @Test
  void takeoversAndDueTypesDoNotReadALongQueue() throws SQLException {
    assertThat(claim(new JobClaims("gone", Duration.ZERO), 10 * EXECUTIONS)).hasSize(200);
    long before = rowsReadSequentially();
    for (int i = 0; i < EXECUTIONS; i++) {
      try (Connection connection = one.getConnection()) {
        assertThat(leases.takeOver(connection, 10)).hasSize(10);
        assertThat(leases.dueTypes(connection, Set.of("Job"))).isEqualTo(List.of("Job"));
      }
    }
    assertThat(rowsReadSequentially() - before).isZero();
  }

  private List<ClaimedRun> claim(JobClaims claims, int max) throws SQLException {
    try (Connection connection = one.getConnection()) {
      connection.setAutoCommit(false);
      List<ClaimedRun> claimed = claims.claim(connection, "Job", ClaimSize.of(max), Limits.none());
      connection.commit();
      return claimed;
    }
  }

  /** The end of an attempt. */
  @FunctionalInterface
  private interface AttemptEnd {
    void commit(Connection connection, ClaimedRun run) throws SQLException, LostLeaseException;
  }

  /** Plans the statement while the queue is almost empty, and then executes it on a long one. */
  private long rowsReadSequentiallyBy(AttemptEnd end) throws SQLException, LostLeaseException {
    try (Connection connection = one.getConnection()) {
      var _ = Partitions.makeAhead(connection);
    }
    execute("truncate runnerbean.job_queue cascade");
    execute("vacuum analyze runnerbean.job_queue");
    for (int i = 0; i < EXECUTIONS; i++) {
      execute(ONE_RUN);
      commit(end, claim(leases, 1).getFirst());
    }
    execute(FILL);
    ClaimedRun run = claim(leases, 1).getFirst();
    long before = rowsReadSequentially();
    commit(end, run);
    return rowsReadSequentially() - before;
  }

  private void commit(AttemptEnd end, ClaimedRun run) throws SQLException, LostLeaseException {
    try (Connection connection = one.getConnection()) {
      connection.setAutoCommit(false);
      end.commit(connection, run);
    }
  }

  private static void finish(Connection connection, ClaimedRun run)
      throws SQLException, LostLeaseException {
    WithLeases.CLAIMED.finishAndCommit(connection, run, WithLeases.SUCCESS);
  }

  private static void retry(Connection connection, ClaimedRun run)
      throws SQLException, LostLeaseException {
    new JobQueue().retry(connection, run, Duration.ofHours(1), WorkerPool.QUEUE);
    connection.commit();
  }

  private long rowsReadSequentially() throws SQLException {
    return statistic("seq_tup_read");
  }

  private long rowsFoundByIndex() throws SQLException {
    return statistic("idx_tup_fetch");
  }

  private long statistic(String name) throws SQLException {
    execute("select pg_stat_force_next_flush()");
    try (Connection connection = one.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select " + name + " from pg_stat_user_tables where relname = 'job_queue'")) {
      row.next();
      return row.getLong(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = one.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
