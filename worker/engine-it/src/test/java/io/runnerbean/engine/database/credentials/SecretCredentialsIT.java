package io.runnerbean.engine.database.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A secret is read as rarely as possible. The test moves the clock. */
@Timeout(60)
class SecretCredentialsIT {

  private final SecretsServer secrets = SecretsServer.start();
  private long now = System.nanoTime();
  private final SecretCredentials logins =
      new SecretCredentials(secrets.store("worker", "worker", "first"), () -> now);

  SecretCredentialsIT() throws Exception {}

  @AfterEach
  void stop() {
    secrets.close();
  }

  @Test
  void isReadOnceForEveryConnection() {
    for (int connection = 0; connection < 100; connection++) {
      assertThat(logins.current().password().reveal()).isEqualTo("first");
    }
    assertThat(secrets.reads()).isEqualTo(1);
  }

  @Test
  void aRefusedSecretIsReadAgainAtMostEveryTwoSeconds() {
    Credentials refused = logins.current();
    for (int second = 0; second < 30; second++) {
      for (int attempt = 0; attempt < 10; attempt++) {
        assertThat(logins.afterRejection(refused)).as("the secret is unchanged").isEmpty();
        now += Duration.ofMillis(100).toNanos();
      }
    }
    assertThat(secrets.reads()).as("once at first and at seconds 2, 4, ... 28").isEqualTo(1 + 14);
  }

  @Test
  void oneReadServesAllRefusedConnectionsAfterARotation() {
    Credentials refused = logins.current();
    secrets.store("worker", "worker", "second");
    now += Duration.ofSeconds(2).toNanos();
    for (int connection = 0; connection < 10; connection++) {
      assertThat(logins.afterRejection(refused).orElseThrow().password().reveal())
          .isEqualTo("second");
    }
    assertThat(logins.current().password().reveal()).isEqualTo("second");
    assertThat(secrets.reads()).isEqualTo(2);
  }
}
