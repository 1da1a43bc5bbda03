package io.runnerbean.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.runnerbean.engine.database.DatabaseConfig;
import io.runnerbean.engine.database.TlsConfig;
import io.runnerbean.engine.database.credentials.Authentication;
import io.runnerbean.engine.database.credentials.SecretsServer;
import io.runnerbean.engine.database.credentials.StoredSecret;
import io.runnerbean.testkit.PostgresDatabase;
import io.runnerbean.testkit.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A database that requires passwords. Its master is not a superuser, as on RDS. */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // parallel classes share no state
abstract class WithSignIn {

  static final String USER = "runnerbean_worker";
  static final String FIRST = "first-secret-word";
  static final String SECOND = "second-secret-word";
  private static final String LOADED = "select pg_conf_load_time()::text";

  /**
   * The superuser needs no password, so that tests can always query. IAM is not available: its user
   * is trusted. Other members of rds_iam are rejected, because RDS refuses their passwords.
   */
  static final String DEFAULT_HBA =
      """
      local all all trust
      host all postgres 127.0.0.1/32 trust
      host all iam_worker 127.0.0.1/32 trust
      host all +rds_iam 127.0.0.1/32 reject
      host all all 127.0.0.1/32 scram-sha-256
      """;

  PostgresServer server;
  SecretsServer secrets;
  private Path folder;
  private CapturedLog log;
  StoredSecret master;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    this.folder = folder;
    server = PostgresServer.persistent(folder, 0);
    secrets = SecretsServer.start();
  }

  @AfterAll
  void stop() {
    secrets.close();
    server.close();
  }

  @BeforeEach
  void createDatabase() throws Exception {
    useHba(DEFAULT_HBA);
    PostgresDatabase database = server.database("master");
    execute("postgres", "alter role master createrole");
    execute("postgres", "create role rds_iam");
    master = secrets.store("master", database.user(), database.password());
    log = CapturedLog.open();
  }

  @AfterEach
  void dropDatabase() throws Exception {
    log.close();
    execute("postgres", "drop database master with (force)");
    execute("postgres", "drop role if exists " + USER);
    execute("postgres", "drop role if exists iam_worker");
    execute("postgres", "drop role rds_iam, master");
    assertThat(log.events())
        .extracting(ILoggingEvent::getFormattedMessage)
        .noneMatch(line -> line.contains("secret-word"));
  }

  /**
   * Replaces pg_hba.conf and waits until the server has loaded it, which it does asynchronously.
   */
  void useHba(String lines) throws Exception {
    String before = superuser("postgres", LOADED);
    Files.writeString(folder.resolve("pg_hba.conf"), lines);
    execute("postgres", "select pg_reload_conf()");
    FlakyWorker.await(() -> assertThat(superuser("postgres", LOADED)).isNotEqualTo(before));
  }

  DatabaseConfig bySecret(StoredSecret secret, @Nullable StoredSecret master) {
    return config(new Authentication.BySecret(USER, secret), master);
  }

  DatabaseConfig config(Authentication signIn, @Nullable StoredSecret master) {
    return config(signIn, master, TlsConfig.preferred());
  }

  DatabaseConfig config(Authentication signIn, @Nullable StoredSecret master, TlsConfig tls) {
    return new DatabaseConfig("127.0.0.1", server.port(), "master", signIn, master, tls, 2);
  }

  TestWorker start(DatabaseConfig config) {
    return TestWorker.start(
        config, server.database("master"), NoteJobs.catalog(new NoteJobs.NoteJob()));
  }

  /** Starts three workers at once and checks that each runs a job. */
  void startThree(DatabaseConfig config) throws Exception {
    List<Future<TestWorker>> starting = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 3; i++) {
        starting.add(threads.submit(() -> start(config)));
      }
    }
    for (Future<TestWorker> worker : starting) {
      try (TestWorker started = worker.get()) {
        assertThat(runJob(started)).isEqualTo(200);
      }
    }
  }

  static int runJob(TestWorker worker) throws Exception {
    String id = UUID.randomUUID().toString();
    return worker
        .post("/job/run/NoteJob", Map.of("X-Aws-Sqsd-Msgid", id), "{\"text\":\"%s\"}".formatted(id))
        .statusCode();
  }

  void cutConnections() throws SQLException {
    execute(
        "postgres",
        "select pg_terminate_backend(pid) from pg_stat_activity where usename = '%s'"
            .formatted(USER));
  }

  void execute(String database, String sql) throws SQLException {
    try (Connection connection = server.superuser(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  String superuser(String sql) throws SQLException {
    return superuser("master", sql);
  }

  private String superuser(String database, String sql) throws SQLException {
    try (Connection connection = server.superuser(database);
        var rows = connection.createStatement().executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }
}
