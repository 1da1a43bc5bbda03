package io.runnerbean.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.embedded.PostgresDatabase;
import io.runnerbean.embedded.PostgresExtension;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;

@Timeout(120)
class PartitionsIT {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private final PGSimpleDataSource source = source(POSTGRES.database());

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
    new Partitions(source).keepAhead();
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
              new Partitions(source).keepAhead();
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
    new Partitions(source).keepAhead();
    try (Connection job = source.getConnection();
        Statement statement = job.createStatement()) {
      statement.execute("drop table runnerbean.receipt_" + day(14));
      job.setAutoCommit(false);
      statement.execute("insert into runnerbean.receipt values (now(), 'open', gen_random_uuid())");
      new Partitions(source).keepAhead();
      assertThat(days("receipt_2%")).contains(day(14));
    }
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

  private List<String> query(String sql) throws Exception {
    List<String> values = new ArrayList<>();
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        values.add(result.getString(1));
      }
    }
    return values;
  }

  private static PGSimpleDataSource source(PostgresDatabase database) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(database.jdbcUrl());
    source.setUser(database.user());
    source.setPassword(database.password());
    return source;
  }
}
