package io.runnerbean.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.embedded.PostgresExtension;
import io.runnerbean.engine.message.TimeOrderedIds;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
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
  void areThereFromTheOldestMessageToTwoWeeksAhead() throws Exception {
    var _ = new Partitions(source).keepAhead();
    assertThat(days("receipt_2%")).hasSize(15 + 1 + 14).contains(day(-15), day(0), day(14));
    assertThat(days("job_run_2%")).hasSize(1 + 1 + 14).contains(day(-1), day(0), day(14));
  }

  @Test
  void areMadeOnceByWorkersThatStartTogether() throws Exception {
    List<Future<?>> workers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 6; i++) {
        workers.add(
            threads.submit(() -> {
              var _ = new Partitions(source).keepAhead();
              return true;
            }));
      }
    }
    for (Future<?> worker : workers) {
      worker.get();
    }
    assertThat(days("receipt_2%")).hasSize(30);
  }

  @Test
  void areMadeWhileAJobIsInMidTransaction() throws Exception {
    var _ = new Partitions(source).keepAhead();
    try (Connection job = source.getConnection();
        Statement statement = job.createStatement()) {
      statement.execute("drop table runnerbean.receipt_" + day(14));
      job.setAutoCommit(false);
      statement.execute("insert into runnerbean.receipt values (now(), 'open', gen_random_uuid())");
      var _ = new Partitions(source).keepAhead();
      assertThat(days("receipt_2%")).contains(day(14));
    }
  }

  @Test
  void areDroppedWhenTheyAreOldAndReceiptsWithoutATimeWithThem() throws Exception {
    LocalDate today = new Partitions(source).keepAhead();
    addDay("receipt", -16);
    addDay("job_run", -31);
    addDay("job_attempt", -31);
    execute("create table runnerbean.job_run_20200101 (like runnerbean.job_run)");
    execute(
        "insert into runnerbean.receipt values ('-infinity', 'old', '%s'), ('-infinity', 'new', '%s')"
            .formatted(
                TimeOrderedIds.earliest(Instant.now().minus(17, ChronoUnit.DAYS)),
                TimeOrderedIds.next()));
    new Retirement(source, 30).retire(today);
    assertThat(days("receipt_2%")).hasSize(30).doesNotContain(day(-16));
    assertThat(days("job_run_2%")).hasSize(16);
    assertThat(days("job_attempt_2%")).hasSize(16);
    assertThat(query("select key from runnerbean.receipt")).containsExactly("new");
  }

  @Test
  void areDroppedWithoutStallingAnOpenJobOrTheNextOne() throws Exception {
    LocalDate today = new Partitions(source).keepAhead();
    addDay("receipt", -16);
    try (Connection job = source.getConnection();
        Statement statement = job.createStatement();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      job.setAutoCommit(false);
      statement.execute("insert into runnerbean.receipt values (now(), 'open', gen_random_uuid())");
      Future<Boolean> retirement =
          threads.submit(() -> {
            new Retirement(source, 30).retire(today);
            return true;
          });
      await().until(() -> aRetirementWaits() || retirement.isDone());
      execute(
          "set lock_timeout = 1; insert into runnerbean.receipt values (now(), 'next', gen_random_uuid())");
      statement.execute("insert into runnerbean.receipt values (now(), 'on', gen_random_uuid())");
      assertThat(retirement.get()).as("it leaves the rest for the next time").isTrue();
      assertThat(days("receipt_2%")).contains(day(-16));
      job.commit();
    }
    new Retirement(source, 30).retire(today);
    assertThat(days("receipt_2%")).doesNotContain(day(-16));
    assertThat(query("select key from runnerbean.receipt order by key"))
        .containsExactly("next", "on", "open");
  }

  private boolean aRetirementWaits() throws Exception {
    return !query(
            "select 1 from pg_stat_activity where query like 'alter table%detach%' and wait_event_type = 'Lock'")
        .isEmpty();
  }

  private static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofSeconds(60));
  }

  private void addDay(String table, int offset) throws Exception {
    execute(
        """
        create table runnerbean.%1$s_%2$s (like runnerbean.%1$s including all);
        alter table runnerbean.%1$s attach partition runnerbean.%1$s_%2$s
          for values from ('%2$s 00:00:00+00') to ('%3$s 00:00:00+00')
        """
            .formatted(table, day(offset), day(offset + 1)));
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
