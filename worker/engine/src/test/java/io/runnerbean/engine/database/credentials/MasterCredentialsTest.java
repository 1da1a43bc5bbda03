package io.runnerbean.engine.database.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.config.Secret;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A master whose password was refused signs in with an IAM token. */
class MasterCredentialsTest {

  @BeforeAll
  static void setCredentials() {
    System.setProperty("aws.accessKeyId", "any");
    System.setProperty("aws.secretAccessKey", "any");
  }

  @Test
  void isAnIamTokenForTheSameUser() {
    StoredSecret secret = new StoredSecret("arn:aws:secretsmanager:master", "eu-west-1", null);
    Credentials refused = new Credentials("runnerbean_master", new Secret("a password"));
    Credentials token =
        new MasterCredentials(secret, "db.example", 5432).afterRejection(refused).orElseThrow();
    assertThat(token.user()).isEqualTo("runnerbean_master");
    assertThat(token.password().reveal())
        .startsWith("db.example:5432/?")
        .contains("DBUser=runnerbean_master", "X-Amz-Signature=");
  }
}
