package io.runnerbean.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runnerbean.config.Secret;
import io.runnerbean.engine.database.DatabaseConfig;
import io.runnerbean.engine.database.UnusableDatabaseException;
import io.runnerbean.engine.http.HttpConfig;
import io.runnerbean.engine.http.PortTakenException;
import io.runnerbean.engine.registry.InvalidJobsException;
import io.runnerbean.job.JobCatalog;
import io.runnerbean.testkit.FreePort;
import io.runnerbean.testkit.PostgresDatabase;
import io.runnerbean.testkit.PostgresExtension;
import io.runnerbean.testkit.PostgresServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Workers start together, wait for their database and report why they cannot start. */
@Timeout(300)
class StartIT {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  private static final int WORKERS = 6;

  @Test
  void severalWorkersMigrateAnEmptyDatabaseAtOnce() throws Exception {
    List<Future<TestWorker>> starting = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < WORKERS; i++) {
        starting.add(
            threads.submit(() ->
                TestWorker.start(POSTGRES.database(), NoteJobs.catalog(new NoteJobs.NoteJob()))));
      }
    }
    for (Future<TestWorker> worker : starting) {
      try (TestWorker started = worker.get()) {
        assertThat(started.get("/health/ready").statusCode()).isEqualTo(200);
      }
    }
  }

  @Test
  void waitsForADatabaseThatIsStillStarting(@TempDir Path folder) throws Exception {
    Path data = folder.resolve("postgres");
    try (PostgresServer server = PostgresServer.persistent(data, 0)) {
      server.database("late");
    }
    int port = FreePort.choose();
    DatabaseConfig later =
        new DatabaseConfig("127.0.0.1", port, "late", "late", new Secret("late"), 1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Worker> starting = threads.submit(() -> start(later, 0));
      try (PostgresServer _ = PostgresServer.persistent(data, port)) {
        starting.get().close();
      }
    }
  }

  @Test
  void aLockPreventsAStartOnlyIfTodayOrTomorrowHasNoPartition() throws Exception {
    PostgresDatabase database = POSTGRES.database();
    TestWorker.start(database, NoteJobs.catalog(new NoteJobs.NoteJob())).close();
    try (Connection other = database.connect()) {
      other.setAutoCommit(false);
      database.execute("drop table runnerbean.run_attempt_" + day(14));
      PostgresDatabase.execute(other, "lock runnerbean.run_attempt in share mode");
      try (TestWorker worker =
          TestWorker.start(database, NoteJobs.catalog(new NoteJobs.NoteJob()))) {
        assertThat(worker.get("/health/ready").statusCode()).isEqualTo(200);
        assertThat(worker.post("/job/run/NoteJob", Map.of(), "{\"text\": \"x\"}").statusCode())
            .isEqualTo(200);
      }
      other.rollback();
      database.execute("drop table runnerbean.run_attempt_" + day(1));
      PostgresDatabase.execute(other, "lock runnerbean.run_attempt in share mode");
      DatabaseConfig config = TestWorker.databaseConfig(database, database.port(), 1);
      assertThatThrownBy(() -> start(config, 0))
          .hasMessageContaining("no partition for today or tomorrow")
          .hasMessageContaining("lock timeout");
    }
  }

  @Test
  void wrongCredentialsFailAtOnce() {
    DatabaseConfig wrong =
        new DatabaseConfig(
            "127.0.0.1", POSTGRES.database().port(), "nowhere", "nobody", new Secret("hunter2"), 1);
    assertThatThrownBy(() -> start(wrong, 0))
        .isInstanceOf(UnusableDatabaseException.class)
        .hasMessageContaining("nowhere cannot be used as nobody")
        .hasMessageContaining("RDS_USERNAME")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void invalidJobsLeaveTheDatabaseUnchanged(@TempDir Path folder) throws Exception {
    try (PostgresServer server = PostgresServer.persistent(folder.resolve("postgres"), 0)) {
      PostgresDatabase untouched = server.database("untouched");
      DatabaseConfig database = TestWorker.databaseConfig(untouched, untouched.port(), 1);
      JobCatalog twice = NoteJobs.catalog(new NoteJobs.NoteJob(), new NoteJobs.NoteJob());
      WorkerConfig config = new WorkerConfig(database, HttpConfig.loopback(0), null);
      assertThatThrownBy(() -> Worker.start(config, twice, Clock.systemUTC()))
          .isInstanceOf(InvalidJobsException.class);
      try (Connection connection = untouched.connect();
          ResultSet schema =
              connection.createStatement().executeQuery("select to_regnamespace('runnerbean')")) {
        assertThat(schema.next()).isTrue();
        assertThat(schema.getString(1)).isNull();
      }
    }
  }

  @Test
  void reportsATakenPort() throws Exception {
    DatabaseConfig database =
        TestWorker.databaseConfig(POSTGRES.database(), POSTGRES.database().port(), 1);
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        CapturedLog log = CapturedLog.open()) {
      assertThatThrownBy(() -> start(database, other.getLocalPort()))
          .isInstanceOf(PortTakenException.class)
          .hasMessageContaining(String.valueOf(other.getLocalPort()))
          .hasMessageContaining("RUNNERBEAN_PORT");
      assertThat(log.events())
          .filteredOn(event -> event.getLoggerName().endsWith(".Closer"))
          .as("what never started is not stopped")
          .isEmpty();
    }
  }

  private static String day(int offset) throws Exception {
    return POSTGRES
        .database()
        .query(
            "select to_char((now() at time zone 'utc')::date + %d, 'YYYYMMDD')".formatted(offset))
        .getFirst();
  }

  private static Worker start(DatabaseConfig database, int port) {
    WorkerConfig config = new WorkerConfig(database, HttpConfig.loopback(port), null);
    return Worker.start(config, NoteJobs.catalog(new NoteJobs.NoteJob()), Clock.systemUTC());
  }
}
