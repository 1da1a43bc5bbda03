package io.runnerbean.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.testkit.PostgresExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(120)
class PartitionsIT {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private final DataSource source = POSTGRES.database().source();

  @BeforeEach
  void migrate() {
    Flyway flyway =
        Flyway.configure()
            .dataSource(source)
            .schemas("runnerbean")
            .locations("classpath:io/runnerbean/engine/migration")
            .cleanDisabled(false)
            .load();
    flyway.clean();
    flyway.migrate();
  }

  @Test
  void existFromTheOldestMessageToTwoWeeksAhead() throws Exception {
    var _ = makeAhead();
    assertThat(days("run_2%")).hasSize(15 + 1 + 14).contains(day(-15), day(0), day(14));
    assertThat(days("run_attempt_2%")).hasSize(15 + 1 + 14);
  }

  @Test
  void areCreatedOnceByWorkersThatStartTogether() throws Exception {
    List<Future<?>> workers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 6; i++) {
        workers.add(
            threads.submit(() -> {
              var _ = makeAhead();
              return true;
            }));
      }
    }
    for (Future<?> worker : workers) {
      worker.get();
    }
    assertThat(days("run_2%")).hasSize(30);
  }

  @Test
  void areCreatedWhileAJobIsInMidTransaction() throws Exception {
    var _ = makeAhead();
    try (Connection job = source.getConnection();
        Statement statement = job.createStatement()) {
      statement.execute("drop table runnerbean.run_" + day(14));
      job.setAutoCommit(false);
      statement.execute(insert(UuidV7.next()));
      var _ = makeAhead();
      assertThat(days("run_2%")).contains(day(14));
    }
  }

  @Test
  void aWorkerIsNotReadyIfTomorrowsPartitionCannotBeCreated() throws Exception {
    var _ = makeAhead();
    try (PartitionMaintenance maintenance = PartitionMaintenance.start(source, new Retention(30));
        Connection other = source.getConnection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      execute("drop table runnerbean.run_" + day(1));
      statement.execute("lock runnerbean.run in share mode");
      maintenance.maintain();
      assertThat(maintenance.problem()).hasValue("there is no partition for tomorrow");
      other.rollback();
      maintenance.maintain();
      assertThat(maintenance.problem()).isEmpty();
    }
  }

  @Test
  void areDroppedWhenTheyAreOldTogetherWithUndatedRuns() throws Exception {
    LocalDate today = makeAhead();
    addDay("run", -31);
    addDay("run_attempt", -31);
    addDay("run", -40);
    execute("create table runnerbean.run_20200101 (like runnerbean.run)");
    execute(insert(UuidV7.of(Instant.EPOCH, "old")));
    execute("update runnerbean.run set finished_at = now() - interval '32 days'");
    execute(insert(UuidV7.of(Instant.EPOCH, "new")));
    UUID queued = UuidV7.first(LocalDate.now(ZoneOffset.UTC).minusDays(40));
    execute(
        """
        insert into runnerbean.job_queue (run_id, job_type, payload, due, attempt, receive_count)
        values ('%s', 'Job', '{}', now(), 0, 1)
        """
            .formatted(queued));
    retire(today);
    assertThat(days("run_2%"))
        .as("the partition of a queued run remains")
        .hasSize(31)
        .contains(day(-40));
    assertThat(days("run_attempt_2%")).hasSize(30);
    assertThat(query("select id from runnerbean.run"))
        .containsExactly(UuidV7.of(Instant.EPOCH, "new").toString());
  }

  @Test
  void areDroppedWithoutBlockingAnOpenJobOrTheNextOne() throws Exception {
    LocalDate today = makeAhead();
    addDay("run", -31);
    try (Connection job = source.getConnection();
        Statement statement = job.createStatement();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      job.setAutoCommit(false);
      statement.execute(insert(UuidV7.next()));
      Future<Boolean> retirement =
          threads.submit(() -> {
            retire(today);
            return true;
          });
      await().until(() -> isRetirementWaiting() || retirement.isDone());
      execute("set lock_timeout = 1; " + insert(UuidV7.next()));
      statement.execute(insert(UuidV7.next()));
      assertThat(retirement.get()).as("the rest is left to the next time").isTrue();
      assertThat(days("run_2%")).contains(day(-31));
      job.commit();
    }
    retire(today);
    assertThat(days("run_2%")).doesNotContain(day(-31));
    assertThat(query("select id from runnerbean.run")).hasSize(3);
  }

  private boolean isRetirementWaiting() throws Exception {
    return !query(
            "select pid || ' ' || query from pg_stat_activity where query like 'alter table%detach%' and wait_event_type = 'Lock'")
        .isEmpty();
  }

  private static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofSeconds(60));
  }

  private void addDay(String table, int offset) throws Exception {
    LocalDate day = LocalDate.now(ZoneOffset.UTC).plusDays(offset);
    execute(
        """
        create table runnerbean.%1$s_%2$s (like runnerbean.%1$s including all);
        alter table runnerbean.%1$s attach partition runnerbean.%1$s_%2$s
          for values from ('%3$s') to ('%4$s')
        """
            .formatted(table, day(offset), UuidV7.first(day), UuidV7.first(day.plusDays(1))));
  }

  private static String insert(UUID id) {
    return "insert into runnerbean.run (id, job_type, state, attempt, finished_at) values ('%s', 'Job', 'succeeded', 1, now())"
        .formatted(id);
  }

  private LocalDate makeAhead() throws SQLException {
    try (Connection connection = source.getConnection()) {
      return Partitions.makeAhead(connection);
    }
  }

  private void retire(LocalDate today) throws SQLException {
    try (Connection connection = source.getConnection()) {
      new Retention(30).apply(connection, today);
    }
  }

  private void execute(String sql) throws SQLException {
    POSTGRES.database().execute(sql);
  }

  private List<String> days(String like) throws Exception {
    return query(
        "select right(relname, 8) from pg_class where relkind = 'r' and relname like '"
            + like
            + "'");
  }

  private String day(int offset) throws Exception {
    return query("select to_char((now() at time zone 'utc')::date + " + offset + ", 'YYYYMMDD')")
        .getFirst();
  }

  private List<String> query(String sql) throws SQLException {
    return POSTGRES.database().query(sql);
  }
}
