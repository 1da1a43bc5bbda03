package io.runnerbean.engine.database.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/** The password for a database that uses IAM is a token. */
class IamCredentialsTest {

  @Test
  void isASignedRequestToConnectForFifteenMinutes() {
    Credentials login =
        logins(StaticCredentialsProvider.create(AwsBasicCredentials.create("AKID", "hidden")))
            .current();
    assertThat(login.user()).isEqualTo("worker");
    assertThat(login.password().reveal())
        .startsWith("db.example:5432/?")
        .contains("Action=connect", "DBUser=worker", "X-Amz-Signature=")
        .containsPattern("X-Amz-Expires=(900|8\\d\\d)&") // the rest of 900 s when it is signed
        .containsPattern("X-Amz-Credential=AKID%2F\\d{8}%2Feu-west-1%2Frds-db%2Faws4_request")
        .doesNotContain("hidden");
    assertThat(login.toString()).doesNotContain("X-Amz-Signature");
  }

  @Test
  void reportsMissingCredentials() {
    AwsCredentialsProvider none =
        () -> {
          throw SdkClientException.create("no credentials anywhere");
        };
    assertThatThrownBy(() -> logins(none).current())
        .isInstanceOf(UnreadableSecretException.class)
        .hasMessageContaining("worker", "no credentials anywhere");
  }

  private static IamCredentials logins(AwsCredentialsProvider credentials) {
    return new IamCredentials("db.example", 5432, "worker", "eu-west-1", credentials);
  }
}
