package io.runnerbean.cli;

import io.runnerbean.engine.config.Settings;
import io.runnerbean.engine.database.DatabaseConfig;
import java.sql.Connection;
import java.sql.SQLException;

/** The database that the environment names. */
final class NamedDatabase {

  private NamedDatabase() {}

  /** Opens a connection; the caller closes it. */
  static Connection connect() throws SQLException {
    Settings settings = new Settings(System.getenv());
    DatabaseConfig config = DatabaseConfig.from(settings);
    settings.check();
    return config.connect();
  }
}
