package io.runnerbean.engine.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runnerbean.config.Secret;
import io.runnerbean.job.JobCatalog;
import io.runnerbean.testkit.PostgresDatabase;
import io.runnerbean.testkit.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A worker starts on a database that it cannot use. It says why, and what to change. */
@Timeout(300)
@SuppressWarnings("NullAway.Init") // JUnit calls start before each test
class UnusableDatabaseIT {

  @TempDir private Path folder;
  private PostgresServer server;

  @BeforeEach
  void start() {
    server = PostgresServer.persistent(folder, 0);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  @DisplayName("a standby is refused")
  void refusesAStandby() throws Exception {
    DatabaseConfig config = config(server.database("copied"));
    server.close();
    Files.createFile(folder.resolve("standby.signal"));
    server = PostgresServer.persistent(folder, config.port());
    assertRefused(
        () -> await(config, Duration.ZERO), "it is read-only", "set RDS_HOSTNAME to the writer");
  }

  @Test
  @DisplayName("a paused server is waited for, and then refused")
  void waitsForAPausedServer() throws Exception {
    DatabaseConfig config = config(server.database("paused"));
    signal("-STOP");
    try {
      assertRefused(() -> await(config, Duration.ZERO), "Check RDS_HOSTNAME");
    } finally {
      signal("-CONT");
    }
    await(config, Duration.ofSeconds(100));
  }

  @Test
  @DisplayName("a database that cannot store every text is refused")
  void refusesOtherEncodings() throws Exception {
    PostgresDatabase ascii =
        new PostgresDatabase("127.0.0.1", server.port(), "ascii", "worker", "worker");
    execute("postgres", "create role worker login password 'worker'");
    execute(
        "postgres", "create database ascii owner worker encoding 'SQL_ASCII' template template0");
    assertRefused(
        () -> await(config(ascii), Duration.ZERO),
        "its encoding is SQL_ASCII, and the worker needs UTF8",
        "with the encoding UTF8");
  }

  @Test
  @DisplayName("a user who may not make tables is refused, and the advice helps")
  void refusesAUserWithoutRights() throws Exception {
    PostgresDatabase of = server.database("others");
    execute("postgres", "create role \"rights-less\" login password 'worker'");
    PostgresDatabase worker =
        new PostgresDatabase(of.host(), of.port(), of.name(), "rights-less", "worker");
    Migrations migrations =
        new Migrations(
            worker.source(),
            config(worker),
            new JobCatalog(List.of(), List.of(), List.of("classpath:notes")));
    for (int right = 0; right < 2; right++) {
      int next = right;
      assertThatThrownBy(migrations::run)
          .isInstanceOf(UnusableDatabaseException.class)
          .hasMessageContaining("it may not create tables")
          .satisfies(refusal -> {
            String message = String.valueOf(refusal.getMessage());
            String advice = message.substring(message.indexOf("grant "));
            assertThat(advice).contains("\"rights-less\"");
            execute("others", advice.split("; ", 2)[next]);
          });
    }
    migrations.run();
  }

  private static void await(DatabaseConfig config, Duration patience) {
    new ConnectionWait(config.source(), config, patience).await();
  }

  private static void assertRefused(ThrowingCallable start, String... words) {
    assertThatThrownBy(start)
        .isInstanceOf(UnusableDatabaseException.class)
        .hasMessageContainingAll(words);
  }

  /** Sends a signal to the process that opens connections. */
  private void signal(String which) throws IOException, InterruptedException {
    long postmaster = PostgresServer.process(folder).orElseThrow().pid();
    assertThat(new ProcessBuilder("kill", which, String.valueOf(postmaster)).start().waitFor())
        .isZero();
  }

  private void execute(String database, String sql) throws SQLException {
    try (Connection connection = server.superuser(database)) {
      PostgresDatabase.execute(connection, sql);
    }
  }

  private static DatabaseConfig config(PostgresDatabase of) {
    return new DatabaseConfig(
        of.host(), of.port(), of.name(), of.user(), new Secret(of.password()), 1);
  }
}
