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

/** A database that asks for passwords, and whose master is, as on RDS, no superuser. */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // parallel classes share no state
abstract class WithSignIn {

  static final String USER = "runnerbean_worker";
  static final String FIRST = "first-secret-word";
  static final String SECOND = "second-secret-word";
  private static final String LOADED = "select pg_conf_load_time()::text";

  /**
   * The superuser need not, so that it can always look. IAM is nobody's here to ask: its user is
   * let in, and other members of rds_iam are not, as RDS refuses their passwords.
   */
  static final String WHO_MUST_PROVE_IT =
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
  void makeDatabase() throws Exception {
    mustProveIt(WHO_MUST_PROVE_IT);
    PostgresDatabase database = server.database("master");
    execute("postgres", "alter role master createrole");
    execute("postgres", "create role rds_iam");
    master = secrets.keep("master", database.user(), database.password());
    log = CapturedLog.open();
  }

  @AfterEach
  void forget() throws Exception {
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
   * The server reads them some time after it was told to: connections go by the old ones before.
   */
  void mustProveIt(String lines) throws Exception {
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

  /** At once, and each of them works. */
  void startThree(DatabaseConfig config) throws Exception {
    List<Future<TestWorker>> starting = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 3; i++) {
        starting.add(threads.submit(() -> start(config)));
      }
    }
    for (Future<TestWorker> worker : starting) {
      try (TestWorker started = worker.get()) {
        assertThat(runs(started)).isEqualTo(200);
      }
    }
  }

  static int runs(TestWorker worker) throws Exception {
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
