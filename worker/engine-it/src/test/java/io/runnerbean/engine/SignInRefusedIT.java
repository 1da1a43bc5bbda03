package io.runnerbean.engine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runnerbean.engine.database.DatabaseConfig;
import io.runnerbean.engine.database.TlsConfig;
import io.runnerbean.engine.database.UnusableDatabaseException;
import io.runnerbean.engine.database.credentials.Authentication;
import io.runnerbean.engine.database.credentials.SecretsServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A worker that cannot sign in reports why, without the secret. */
class SignInRefusedIT extends WithSignIn {

  @Test
  @DisplayName("the error of a refused sign-in names the setting to change")
  void reportsARefusal() {
    DatabaseConfig config = bySecret(secrets.store("worker", USER, FIRST), null);
    assertThatThrownBy(() -> start(config))
        .isInstanceOf(UnusableDatabaseException.class)
        .hasMessageContaining("cannot be used as " + USER)
        .hasMessageContaining("RUNNERBEAN_DATABASE_SECRET_ARN")
        .hasMessageNotContaining(FIRST);
  }

  @Test
  @DisplayName("the error names a secret that cannot be read or is malformed")
  void reportsUnreadableSecrets() {
    assertThatThrownBy(() -> start(bySecret(secrets.named("hidden"), null)))
        .isInstanceOf(UnusableDatabaseException.class)
        .hasMessageContaining(SecretsServer.PREFIX + "hidden cannot be read")
        .hasMessageContaining("access denied");
    assertThatThrownBy(() -> start(bySecret(secrets.store("plain", FIRST), null)))
        .isInstanceOf(UnusableDatabaseException.class)
        .hasMessageContaining("it is not JSON")
        .hasMessageNotContaining(FIRST);
    assertThatThrownBy(() -> start(bySecret(secrets.store("other", "{\"a\":1}"), null)))
        .hasMessageContaining("it has no username");
    assertThatThrownBy(
            () -> start(bySecret(secrets.store("worker", USER, FIRST), secrets.named("hidden"))))
        .hasMessageContaining("authentication failed")
        .hasMessageContaining(
            "creating the user failed: The secret "
                + SecretsServer.PREFIX
                + "hidden cannot be read");
  }

  @Test
  @DisplayName("a database without TLS is not used where TLS is required")
  void requiresTls() {
    DatabaseConfig config =
        config(
            new Authentication.BySecret(USER, secrets.store("worker", USER, FIRST)),
            master,
            new TlsConfig(TlsConfig.Mode.REQUIRE, null));
    assertThatThrownBy(() -> start(config))
        .isInstanceOf(UnusableDatabaseException.class)
        .hasMessageContaining("SSL");
  }
}
