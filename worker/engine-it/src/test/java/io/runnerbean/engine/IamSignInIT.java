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

/** Signing in by IAM, and what that does to a master who made the user for it. */
class IamSignInIT extends WithSignIn {

  private static final String IAM_USER = "iam_worker";

  /** As if the master's token were good. */
  private static final String MASTER_IS_LET_IN =
      """
      host all postgres,master 127.0.0.1/32 trust
      host all +rds_iam 127.0.0.1/32 reject
      host all all 127.0.0.1/32 scram-sha-256
      """;

  /** As if everybody's were. */
  private static final String TOKENS_ARE_GOOD =
      """
      host all postgres 127.0.0.1/32 trust
      host all +rds_iam 127.0.0.1/32 trust
      host all all 127.0.0.1/32 scram-sha-256
      """;

  /** RDS lets its master grant rds_iam; elsewhere that is for members, and for superusers. */
  @BeforeEach
  void letTheMasterGrant() throws Exception {
    execute("postgres", "alter role master superuser");
  }

  @Test
  @DisplayName(
      "workers that start together make their user, although the first shuts the master out")
  void makesItsUser() throws Exception {
    startThree(byIam());
    assertThat(
            superuser(
                "select pg_has_role('iam_worker', 'rds_iam', 'member')::text || (rolpassword is null) from pg_authid where rolname = 'iam_worker'"))
        .isEqualTo("truetrue");
    assertThatThrownBy(this::connectAsMaster).hasMessageContaining("rejects connection");
  }

  @Test
  @DisplayName("one that signed in by IAM can go back to a password")
  void goesBackToAPassword() throws Exception {
    start(byIam()).close();
    mustProveIt(MASTER_IS_LET_IN);
    try (TestWorker worker = start(byPassword())) {
      assertThat(runs(worker)).isEqualTo(200);
    }
    assertThat(superuser("select pg_has_role('iam_worker', 'rds_iam', 'member')::text"))
        .isEqualTo("false");
  }

  @Test
  @DisplayName("one that signed in with a password can go over to IAM")
  void goesOverToIam() throws Exception {
    mustProveIt(TOKENS_ARE_GOOD);
    start(byPassword()).close();
    try (TestWorker worker = start(byIam())) {
      assertThat(runs(worker)).isEqualTo(200);
    }
  }

  private DatabaseConfig byIam() {
    return config(new Authentication.ByIam(IAM_USER, "eu-west-1"), master);
  }

  private DatabaseConfig byPassword() {
    return config(
        new Authentication.BySecret(IAM_USER, secrets.keep("worker", IAM_USER, FIRST)), master);
  }

  private void connectAsMaster() throws SQLException {
    DriverManager.getConnection(
            "jdbc:postgresql://127.0.0.1:%d/master".formatted(server.port()),
            "master",
            server.database("master").password())
        .close();
  }
}
