package io.runnerbean.engine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runnerbean.engine.database.DatabaseConfig;
import io.runnerbean.engine.database.TlsConfig;
import io.runnerbean.engine.database.UnusableDatabaseException;
import io.runnerbean.engine.database.credentials.Authentication;
import io.runnerbean.engine.database.credentials.SecretsServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Not being let in: what is told, and what is not. */
class SignInRefusedIT extends WithSignIn {

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
            new Authentication.BySecret(USER, secrets.keep("worker", USER, FIRST)),
            master,
            new TlsConfig(TlsConfig.Mode.REQUIRE, null));
    assertThatThrownBy(() -> start(config))
        .isInstanceOf(UnusableDatabaseException.class)
        .hasMessageContaining("SSL");
  }
}
