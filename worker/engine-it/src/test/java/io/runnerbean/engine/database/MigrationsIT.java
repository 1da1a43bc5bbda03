package io.runnerbean.engine.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.config.Secret;
import io.runnerbean.job.JobCatalog;
import io.runnerbean.testkit.PostgresDatabase;
import io.runnerbean.testkit.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Timeout;

/** Workers migrate a database at the same time. */
@Timeout(120)
class MigrationsIT {

  private static final int WORKERS = 8;

  private static PostgresServer server;

  @BeforeAll
  static void start() {
    server = PostgresServer.temporary();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @RepeatedTest(10)
  @DisplayName("concurrent migrations run one after the other, even if the schema exists")
  void runOneAfterTheOther(RepetitionInfo round) throws Exception {
    PostgresDatabase database = server.database("round" + round.getCurrentRepetition());
    database.execute("create schema runnerbean");
    CyclicBarrier together = new CyclicBarrier(WORKERS);
    List<Future<?>> migrating = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < WORKERS; i++) {
        migrating.add(
            threads.submit(() -> {
              int _ = together.await();
              new Migrations(database.source(), config(database), catalog()).run();
              return null;
            }));
      }
    }
    for (Future<?> one : migrating) {
      var _ = one.get();
    }
    assertThat(migrations(database)).as("each ran once").isEqualTo(1);
  }

  private static DatabaseConfig config(PostgresDatabase of) {
    return new DatabaseConfig(
        of.host(), of.port(), of.name(), of.user(), new Secret(of.password()), 1);
  }

  private static JobCatalog catalog() {
    return new JobCatalog(List.of(), List.of(), List.of());
  }

  private static int migrations(PostgresDatabase database) throws SQLException {
    try (Connection connection = database.connect();
        ResultSet rows =
            connection
                .createStatement()
                .executeQuery(
                    "select count(*) from runnerbean.schema_migration where type = 'SQL'")) {
      assertThat(rows.next()).isTrue();
      return rows.getInt(1);
    }
  }
}
