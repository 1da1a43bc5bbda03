package io.runnerbean.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.runnerbean.embedded.PostgresDatabase;
import io.runnerbean.embedded.PostgresServer;
import io.runnerbean.engine.database.DatabaseConfig;
import io.runnerbean.engine.database.Tls;
import io.runnerbean.engine.database.UnusableDatabaseException;
import io.runnerbean.engine.signin.SignIn;
import io.runnerbean.engine.signin.StoredSecret;
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
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Signing in to a database that asks for passwords, and whose master is, as on RDS, no superuser.
 */
@Timeout(300)
class SignInIT {

  private static final String USER = "runnerbean_worker";
  private static final String FIRST = "first-secret-word";
  private static final String SECOND = "second-secret-word";

  /** The superuser need not, so that it can always look; IAM is nobody's here to ask. */
  private static final String WHO_MUST_PROVE_IT =
      """
      local all all trust
      host all postgres 127.0.0.1/32 trust
      host all iam_worker 127.0.0.1/32 trust
      host all all 127.0.0.1/32 scram-sha-256
      """;

  @TempDir private static Path folder;
  private static PostgresServer server;
  private static SecretsServer secrets;

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private StoredSecret master;

  @BeforeAll
  static void start() throws Exception {
    System.setProperty("aws.accessKeyId", "any");
    System.setProperty("aws.secretAccessKey", "any");
    server = PostgresServer.persistent(folder, 0);
    secrets = SecretsServer.start();
    Files.writeString(folder.resolve("pg_hba.conf"), WHO_MUST_PROVE_IT);
    execute("postgres", "select pg_reload_conf()");
  }

  @AfterAll
  static void stop() {
    secrets.close();
    server.close();
  }

  @BeforeEach
  void makeDatabase() throws Exception {
    PostgresDatabase database = server.database("master");
    execute("postgres", "alter role master createrole");
    execute("postgres", "create role rds_iam");
    execute("postgres", "grant rds_iam to master with admin option");
    master = secrets.keep("master", database.user(), database.password());
    log.start();
    root.addAppender(log);
  }

  @AfterEach
  void forget() throws Exception {
    root.detachAppender(log);
    execute("postgres", "drop database master with (force)");
    execute("postgres", "drop role if exists " + USER);
    execute("postgres", "drop role if exists iam_worker");
    execute("postgres", "drop role rds_iam, master");
    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .noneMatch(line -> line.contains("secret-word"));
  }

  @Test
  @DisplayName("workers that start together make their user, who can do no more than they need")
  void makesItsUser() throws Exception {
    DatabaseConfig config = bySecret(secrets.keep("worker", USER, FIRST), master);
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
    assertThat(
            superuser(
                "select rolsuper::text || rolcreaterole || rolcreatedb || rolbypassrls from pg_roles where rolname = '%s'"
                    .formatted(USER)))
        .isEqualTo("falsefalsefalsefalse");
    assertThat(superuser("select tableowner from pg_tables where tablename = 'note'"))
        .isEqualTo(USER);
    assertThat(superuser("select rolpassword from pg_authid where rolname = '%s'".formatted(USER)))
        .startsWith("SCRAM-SHA-256$");
  }

  @Test
  @DisplayName("a secret that is rotated while the worker runs is read again")
  void followsARotation() throws Exception {
    DatabaseConfig config = bySecret(secrets.keep("worker", USER, FIRST), master);
    try (TestWorker worker = start(config)) {
      assertThat(runs(worker)).isEqualTo(200);
      execute("postgres", "alter role %s password '%s'".formatted(USER, SECOND));
      secrets.keep("worker", USER, SECOND);
      cutConnections();
      CustodyRig.await(() -> assertThat(runs(worker)).isEqualTo(200));
    }
  }

  @Test
  @DisplayName("as long as the database refuses the secret, messages are left to SQS")
  void waitsForARotation() throws Exception {
    DatabaseConfig config = bySecret(secrets.keep("worker", USER, FIRST), master);
    try (TestWorker worker = start(config)) {
      int before = secrets.reads.get();
      execute("postgres", "alter role %s password '%s'".formatted(USER, SECOND));
      cutConnections();
      assertThat(runs(worker)).isEqualTo(503);
      assertThat(secrets.reads.get() - before).as("of 30 s of trying").isBetween(1, 60);
      assertThat(superuser("select count(*)::text from runnerbean.job_queue")).isEqualTo("0");
      secrets.keep("worker", USER, SECOND);
      CustodyRig.await(() -> assertThat(runs(worker)).isEqualTo(200));
    }
  }

  @Test
  @DisplayName("a user who signs in by IAM has no password, and is allowed to")
  void signsInByIam() throws Exception {
    try (TestWorker worker = start(config(new SignIn.ByIam("iam_worker", "eu-west-1"), master))) {
      assertThat(runs(worker)).isEqualTo(200);
    }
    assertThat(
            superuser(
                "select pg_has_role('iam_worker', 'rds_iam', 'member')::text || (rolpassword is null) from pg_authid where rolname = 'iam_worker'"))
        .isEqualTo("truetrue");
  }

  @Test
  @DisplayName("without the master's secret a refusal is told, and what to set")
  void tellsARefusal() {
    DatabaseConfig config = bySecret(secrets.keep("worker", USER, FIRST), null);
    assertThatThrownBy(() -> start(config))
        .isInstanceOf(UnusableDatabaseException.class)
        .hasMessageContaining("cannot be used as " + USER)
        .hasMessageContaining("RUNNERBEAN_DATABASE_SECRET_ARN")
        .hasMessageNotContaining(FIRST);
  }

  @Test
  @DisplayName("a secret that may not be read, or is none, is told by its name")
  void tellsWhatIsUnreadable() {
    assertThatThrownBy(() -> start(bySecret(secrets.named("hidden"), null)))
        .isInstanceOf(UnusableDatabaseException.class)
        .hasMessageContaining(SecretsServer.PREFIX + "hidden cannot be read")
        .hasMessageContaining("not for you");
    assertThatThrownBy(() -> start(bySecret(secrets.keep("plain", FIRST), null)))
        .isInstanceOf(UnusableDatabaseException.class)
        .hasMessageContaining("it is not JSON")
        .hasMessageNotContaining(FIRST);
    assertThatThrownBy(() -> start(bySecret(secrets.keep("other", "{\"a\":1}"), null)))
        .hasMessageContaining("it has no username");
    assertThatThrownBy(
            () -> start(bySecret(secrets.keep("worker", USER, FIRST), secrets.named("hidden"))))
        .hasMessageContaining("authentication failed")
        .hasMessageContaining(
            "nor can its user be made: The secret "
                + SecretsServer.PREFIX
                + "hidden cannot be read");
  }

  @Test
  @DisplayName("a database without TLS is not used where TLS is required")
  void insistsOnTls() {
    DatabaseConfig config =
        config(
            new SignIn.BySecret(USER, secrets.keep("worker", USER, FIRST)),
            master,
            new Tls(Tls.Mode.REQUIRE, null));
    assertThatThrownBy(() -> start(config))
        .isInstanceOf(UnusableDatabaseException.class)
        .hasMessageContaining("SSL");
  }

  private static DatabaseConfig bySecret(StoredSecret secret, @Nullable StoredSecret master) {
    return config(new SignIn.BySecret(USER, secret), master);
  }

  private static DatabaseConfig config(SignIn signIn, @Nullable StoredSecret master) {
    return config(signIn, master, Tls.preferred());
  }

  private static DatabaseConfig config(SignIn signIn, @Nullable StoredSecret master, Tls tls) {
    return new DatabaseConfig("127.0.0.1", server.port(), "master", signIn, master, tls, 2);
  }

  private static TestWorker start(DatabaseConfig config) {
    return TestWorker.start(
        config, server.database("master"), NoteJobs.catalog(new NoteJobs.NoteJob()));
  }

  private static int runs(TestWorker worker) throws Exception {
    String id = UUID.randomUUID().toString();
    return worker
        .post("/job/run/NoteJob", Map.of("X-Aws-Sqsd-Msgid", id), "{\"text\":\"%s\"}".formatted(id))
        .statusCode();
  }

  private static void cutConnections() throws SQLException {
    execute(
        "postgres",
        "select pg_terminate_backend(pid) from pg_stat_activity where usename = '%s'"
            .formatted(USER));
  }

  private static void execute(String database, String sql) throws SQLException {
    try (Connection connection = server.superuser(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String superuser(String sql) throws SQLException {
    try (Connection connection = server.superuser("master");
        var rows = connection.createStatement().executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }
}
