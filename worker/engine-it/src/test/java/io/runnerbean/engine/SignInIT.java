package io.runnerbean.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.engine.database.DatabaseConfig;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A worker signs in as a user that it creates or whose password changes. */
@Order(1)
class SignInIT extends WithSignIn {

  @Test
  @DisplayName("workers that start together create their user, with no more rights than needed")
  void createsItsUser() throws Exception {
    DatabaseConfig config = bySecret(secrets.store("worker", USER, FIRST), master);
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
  @DisplayName("a secret is read once for all connections and again after a rotation")
  void followsARotation() throws Exception {
    DatabaseConfig config = bySecret(secrets.store("worker", USER, FIRST), master);
    try (TestWorker worker = start(config)) {
      assertThat(runJob(worker)).isEqualTo(200);
      int before = secrets.reads();
      cutConnections();
      FlakyWorker.await(() -> assertThat(runJob(worker)).isEqualTo(200));
      assertThat(secrets.reads()).as("new connections do not read the secret").isEqualTo(before);
      execute("postgres", "alter role %s password '%s'".formatted(USER, SECOND));
      secrets.store("worker", USER, SECOND);
      cutConnections();
      FlakyWorker.await(() -> assertThat(runJob(worker)).isEqualTo(200));
    }
  }

  @Test
  @DisplayName("messages stay in SQS as long as the database refuses the secret")
  void waitsForARotation() throws Exception {
    DatabaseConfig config = bySecret(secrets.store("worker", USER, FIRST), master);
    try (TestWorker worker = start(config)) {
      int before = secrets.reads();
      execute("postgres", "alter role %s password '%s'".formatted(USER, SECOND));
      cutConnections();
      // The first request may fail at once, on a connection that the pool believes to be open.
      FlakyWorker.await(() -> {
        assertThat(runJob(worker)).isEqualTo(503);
        assertThat(secrets.reads()).as("the secret is read again").isGreaterThan(before);
      });
      assertThat(superuser("select count(*)::text from runnerbean.job_queue")).isEqualTo("0");
      secrets.store("worker", USER, SECOND);
      FlakyWorker.await(() -> assertThat(runJob(worker)).isEqualTo(200));
    }
  }
}
