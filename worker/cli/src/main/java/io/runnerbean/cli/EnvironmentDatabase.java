package io.runnerbean.cli;

import io.runnerbean.config.SettingsReader;
import io.runnerbean.engine.admin.Administration;
import io.runnerbean.engine.database.DatabaseConfig;
import java.sql.Connection;
import java.sql.SQLException;

/** The database that the environment variables name. */
final class EnvironmentDatabase {

  private EnvironmentDatabase() {}

  /** Opens a connection. The caller closes it. */
  static Connection connect() throws SQLException {
    return config().connect();
  }

  /** Returns the operator's access to this database. */
  static Administration administration() {
    return new Administration(config().source());
  }

  private static DatabaseConfig config() {
    SettingsReader settings = new SettingsReader(System.getenv());
    DatabaseConfig config = DatabaseConfig.from(settings);
    settings.check();
    return config;
  }
}
