package io.runnerbean.engine.database.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How often a secret is read, by a clock that is moved by hand. */
@Timeout(60)
class SecretCredentialsIT {

  private final SecretsServer secrets = SecretsServer.start();
  private long now = System.nanoTime();
  private final SecretCredentials logins =
      new SecretCredentials(secrets.keep("worker", "worker", "first"), () -> now);

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
  void aRefusedOneIsReadAgainAtMostEveryTwoSeconds() {
    Credentials refused = logins.current();
    for (int second = 0; second < 30; second++) {
      for (int attempt = 0; attempt < 10; attempt++) {
        assertThat(logins.afterRejection(refused)).as("it still says the same").isEmpty();
        now += Duration.ofMillis(100).toNanos();
      }
    }
    assertThat(secrets.reads()).as("at first, and at the seconds 2, 4 to 28").isEqualTo(1 + 14);
  }

  @Test
  void whatARotationHasWrittenIsFoundByOneReadForAllThatWereRefused() {
    Credentials refused = logins.current();
    secrets.keep("worker", "worker", "second");
    now += Duration.ofSeconds(2).toNanos();
    for (int connection = 0; connection < 10; connection++) {
      assertThat(logins.afterRejection(refused).orElseThrow().password().reveal())
          .isEqualTo("second");
    }
    assertThat(logins.current().password().reveal()).isEqualTo("second");
    assertThat(secrets.reads()).isEqualTo(2);
  }
}
