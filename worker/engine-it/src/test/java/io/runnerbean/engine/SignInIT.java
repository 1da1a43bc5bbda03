package io.runnerbean.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.engine.database.DatabaseConfig;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Signing in as a user that is made, whose password changes, or who has none. */
@Order(1)
class SignInIT extends WithSignIn {

  @Test
  @DisplayName("workers that start together make their user, who can do no more than they need")
  void makesItsUser() throws Exception {
    DatabaseConfig config = bySecret(secrets.keep("worker", USER, FIRST), master);
    startThree(config);
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
  @DisplayName("a secret is read for all connections at once, and again when it is rotated")
  void followsARotation() throws Exception {
    DatabaseConfig config = bySecret(secrets.keep("worker", USER, FIRST), master);
    try (TestWorker worker = start(config)) {
      assertThat(runs(worker)).isEqualTo(200);
      int before = secrets.reads();
      cutConnections();
      FlakyWorker.await(() -> assertThat(runs(worker)).isEqualTo(200));
      assertThat(secrets.reads()).as("for new connections nothing is read").isEqualTo(before);
      execute("postgres", "alter role %s password '%s'".formatted(USER, SECOND));
      secrets.keep("worker", USER, SECOND);
      cutConnections();
      FlakyWorker.await(() -> assertThat(runs(worker)).isEqualTo(200));
    }
  }

  @Test
  @DisplayName("as long as the database refuses the secret, messages are left to SQS")
  void waitsForARotation() throws Exception {
    DatabaseConfig config = bySecret(secrets.keep("worker", USER, FIRST), master);
    try (TestWorker worker = start(config)) {
      int before = secrets.reads();
      execute("postgres", "alter role %s password '%s'".formatted(USER, SECOND));
      cutConnections();
      // The first may be refused at once, on a connection that the pool believes to be open.
      FlakyWorker.await(() -> {
        assertThat(runs(worker)).isEqualTo(503);
        assertThat(secrets.reads()).as("it is read again").isGreaterThan(before);
      });
      assertThat(superuser("select count(*)::text from runnerbean.job_queue")).isEqualTo("0");
      secrets.keep("worker", USER, SECOND);
      FlakyWorker.await(() -> assertThat(runs(worker)).isEqualTo(200));
    }
  }
}
