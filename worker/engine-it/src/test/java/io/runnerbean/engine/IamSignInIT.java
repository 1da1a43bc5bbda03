package io.runnerbean.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runnerbean.engine.database.DatabaseConfig;
import io.runnerbean.engine.database.credentials.Authentication;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A worker signs in by IAM. The master that creates its user is then locked out. */
class IamSignInIT extends WithSignIn {

  private static final String IAM_USER = "iam_worker";

  /** As if IAM accepted the master's token. */
  private static final String TRUST_MASTER =
      """
      host all postgres,master 127.0.0.1/32 trust
      host all +rds_iam 127.0.0.1/32 reject
      host all all 127.0.0.1/32 scram-sha-256
      """;

  /** As if IAM accepted every token. */
  private static final String TRUST_ALL_TOKENS =
      """
      host all postgres 127.0.0.1/32 trust
      host all +rds_iam 127.0.0.1/32 trust
      host all all 127.0.0.1/32 scram-sha-256
      """;

  /** On RDS the master may grant rds_iam. Elsewhere only its members and superusers may. */
  @BeforeEach
  void allowTheMasterToGrant() throws Exception {
    execute("postgres", "alter role master superuser");
  }

  @Test
  @DisplayName(
      "workers that start together create their user, although the first locks the master out")
  void createsItsUser() throws Exception {
    startThree(byIam());
    assertThat(
            superuser(
                "select pg_has_role('iam_worker', 'rds_iam', 'member')::text || (rolpassword is null) from pg_authid where rolname = 'iam_worker'"))
        .isEqualTo("truetrue");
    assertThatThrownBy(this::connectAsMaster).hasMessageContaining("rejects connection");
  }

  @Test
  @DisplayName("a worker that signed in by IAM can switch to a password")
  void switchesToAPassword() throws Exception {
    start(byIam()).close();
    useHba(TRUST_MASTER);
    try (TestWorker worker = start(byPassword())) {
      assertThat(runJob(worker)).isEqualTo(200);
    }
    assertThat(superuser("select pg_has_role('iam_worker', 'rds_iam', 'member')::text"))
        .isEqualTo("false");
  }

  @Test
  @DisplayName("a worker that signed in with a password can switch to IAM")
  void switchesToIam() throws Exception {
    useHba(TRUST_ALL_TOKENS);
    start(byPassword()).close();
    try (TestWorker worker = start(byIam())) {
      assertThat(runJob(worker)).isEqualTo(200);
    }
  }

  private DatabaseConfig byIam() {
    return config(new Authentication.ByIam(IAM_USER, "eu-west-1"), master);
  }

  private DatabaseConfig byPassword() {
    return config(
        new Authentication.BySecret(IAM_USER, secrets.store("worker", IAM_USER, FIRST)), master);
  }

  private void connectAsMaster() throws SQLException {
    DriverManager.getConnection(
            "jdbc:postgresql://127.0.0.1:%d/master".formatted(server.port()),
            "master",
            server.database("master").password())
        .close();
  }
}
