package io.runnerbean.engine.database;

import io.runnerbean.config.Secret;
import io.runnerbean.config.SettingsReader;
import io.runnerbean.engine.database.credentials.Authentication;
import io.runnerbean.engine.database.credentials.AuthenticationSettings;
import io.runnerbean.engine.database.credentials.StoredSecret;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The database, and how many of its connections jobs use.
 *
 * @param master the secret of the user that makes the worker's user if that does not exist; null:
 *     none is made
 * @param pool connections for jobs, 1 to 500
 */
public record DatabaseConfig(
    String host,
    int port,
    String name,
    Authentication authentication,
    @Nullable StoredSecret master,
    TlsConfig tls,
    int pool) {

  /** With a password, and TLS if the database supports it. */
  public DatabaseConfig(
      String host, int port, String name, String user, Secret password, int pool) {
    this(
        host,
        port,
        name,
        new Authentication.ByPassword(user, password),
        null,
        TlsConfig.preferred(),
        pool);
  }

  public static DatabaseConfig from(SettingsReader settings) {
    AuthenticationSettings signIn = new AuthenticationSettings(settings);
    Authentication worker = signIn.worker();
    TlsConfig tls = TlsConfig.from(settings);
    if (worker instanceof Authentication.ByIam && !tls.isVerified()) {
      settings.problem(
          "RUNNERBEAN_DATABASE_TLS",
          "must be verify-full with RUNNERBEAN_DATABASE_IAM, because whoever answers gets the token; for RDS also set RUNNERBEAN_DATABASE_CA=aws");
    }
    return new DatabaseConfig(
        settings.text("RDS_HOSTNAME"),
        settings.number("RDS_PORT", 5432, 1, 65535),
        settings.text("RDS_DB_NAME"),
        worker,
        signIn.master(),
        tls,
        settings.number("RUNNERBEAN_POOL", 16, 1, 500));
  }

  /** Its address without credentials, for messages. */
  public String address() {
    return "%s:%d/%s".formatted(host, port, name);
  }

  /** Opens a new connection; the caller closes it. */
  public Connection connect() throws SQLException {
    return source().getConnection();
  }

  /** Opens a new connection each time. */
  public DataSource source() {
    return DataSources.forCommands(this);
  }

  String jdbcUrl() {
    return "jdbc:postgresql://" + address();
  }
}
