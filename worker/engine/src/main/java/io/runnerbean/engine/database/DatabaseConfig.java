package io.runnerbean.engine.database;

import io.runnerbean.engine.config.Secret;
import io.runnerbean.engine.config.Settings;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Which database, and how much of it.
 *
 * @param pool connections for jobs, 1 to 500; as many jobs run at once
 */
public record DatabaseConfig(
    String host, int port, String name, String user, Secret password, int pool) {

  public static DatabaseConfig from(Settings settings) {
    return new DatabaseConfig(
        settings.text("RDS_HOSTNAME"),
        settings.number("RDS_PORT", 5432, 1, 65535),
        settings.text("RDS_DB_NAME"),
        settings.text("RDS_USERNAME"),
        settings.secret("RDS_PASSWORD"),
        settings.number("RUNNERBEAN_POOL", 16, 1, 500));
  }

  /** Where it is, without credentials, for people. */
  public String address() {
    return "%s:%d/%s".formatted(host, port, name);
  }

  /** Opens a connection of its own; the caller closes it. */
  public Connection connect() throws SQLException {
    return Connections.single(this).getConnection();
  }

  String jdbcUrl() {
    return "jdbc:postgresql://" + address();
  }
}
