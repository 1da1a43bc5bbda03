package io.runnerbean.engine.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runnerbean.config.Secret;
import io.runnerbean.engine.database.TlsConfig.Authorities;
import io.runnerbean.engine.database.TlsConfig.Mode;
import io.runnerbean.engine.database.credentials.Authentication;
import io.runnerbean.testkit.PostgresDatabase;
import io.runnerbean.testkit.PostgresServer;
import io.runnerbean.testkit.process.TcpProxy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A PostgreSQL whose certificate is for {@code localhost}, and that asks for the password itself.
 */
@Timeout(120)
@SuppressWarnings("NullAway.Init") // JUnit calls start before any test
class TlsIT {

  private static final String PASSWORD = "changeit";

  private static PostgresServer server;
  private static Path certificate;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    Path data = folder.resolve("postgres");
    server = PostgresServer.persistent(data, 0);
    PostgresDatabase _ = server.database("worker");
    certificate = data.resolve("server.crt");
    makeCertificate(folder.resolve("keys"), data.resolve("server.key"));
    server.close();
    Files.writeString(data.resolve("postgresql.auto.conf"), "ssl = on\n");
    Files.writeString(
        data.resolve("pg_hba.conf"),
        """
        local all all trust
        host all postgres all trust
        hostssl all all all password
        """);
    server = PostgresServer.persistent(data, 0);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  @DisplayName("a verified server gets the password")
  void connectsToAVerifiedServer() throws SQLException {
    DatabaseConfig config =
        config("localhost", Mode.VERIFY_FULL, new Authorities.InFile(certificate));
    try (Connection connection = config.connect()) {
      assertThat(
              PostgresDatabase.query(
                  connection, "select ssl::text from pg_stat_ssl where pid = pg_backend_pid()"))
          .containsExactly("true");
    }
  }

  @Test
  @DisplayName("a server that is not verified gets no password")
  void keepsThePassword() {
    for (Mode mode : new Mode[] {Mode.PREFER, Mode.REQUIRE}) {
      DatabaseConfig config = config("localhost", mode, null);
      assertThatThrownBy(() -> new ConnectionWait(config.source(), config, Duration.ZERO).await())
          .isInstanceOf(UnusableDatabaseException.class)
          .hasMessageContaining("not allowed")
          .hasMessageContaining("RUNNERBEAN_DATABASE_TLS=verify-full");
    }
  }

  @Test
  @DisplayName("a connection that breaks says nothing about TLS")
  void blamesTheNetwork() throws IOException {
    try (TcpProxy proxy = TcpProxy.start(server.port())) {
      proxy.pass(TcpProxy.Passing.CLOSED);
      DatabaseConfig config = config("localhost", proxy.port(), Mode.REQUIRE, null);
      assertThatThrownBy(() -> new ConnectionWait(config.source(), config, Duration.ZERO).await())
          .isInstanceOf(UnusableDatabaseException.class)
          .hasMessageContaining("Check RDS_HOSTNAME");
    }
  }

  @Test
  @DisplayName("a certificate of another name is refused")
  void refusesAnotherName() {
    DatabaseConfig config =
        config("127.0.0.1", Mode.VERIFY_FULL, new Authorities.InFile(certificate));
    assertThatThrownBy(() -> new ConnectionWait(config.source(), config, Duration.ZERO).await())
        .isInstanceOf(UnusableDatabaseException.class)
        .hasMessageContaining("127.0.0.1 could not be verified")
        .hasMessageContaining("RDS_HOSTNAME to the name in the certificate");
  }

  @Test
  @DisplayName("a certificate that AWS has not signed is refused, and the error says what to set")
  void refusesAnotherAuthority() {
    DatabaseConfig config = config("localhost", Mode.VERIFY_FULL, new Authorities.Aws());
    assertThatThrownBy(() -> new ConnectionWait(config.source(), config, Duration.ZERO).await())
        .isInstanceOf(UnusableDatabaseException.class)
        .hasMessageContaining("SSL error")
        .hasMessageContaining("RUNNERBEAN_DATABASE_CA");
  }

  private static DatabaseConfig config(String host, Mode mode, @Nullable Authorities authorities) {
    return config(host, server.port(), mode, authorities);
  }

  private static DatabaseConfig config(
      String host, int port, Mode mode, @Nullable Authorities authorities) {
    return new DatabaseConfig(
        host,
        port,
        "worker",
        new Authentication.ByPassword("worker", new Secret("worker")),
        null,
        new TlsConfig(mode, authorities),
        1);
  }

  /** Makes a certificate that signs itself, and its key, in the form that PostgreSQL reads. */
  private static void makeCertificate(Path store, Path key) throws Exception {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "server",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD)
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream file = Files.newInputStream(store)) {
      keys.load(file, PASSWORD.toCharArray());
    }
    write(certificate, "CERTIFICATE", keys.getCertificate("server").getEncoded());
    write(key, "PRIVATE KEY", keys.getKey("server", PASSWORD.toCharArray()).getEncoded());
    Path _ = Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
  }

  private static void write(Path file, String what, byte[] content) throws Exception {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    Path _ =
        Files.writeString(
            file, "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(what, lines));
  }
}
