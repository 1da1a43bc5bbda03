package io.runnerbean.bench;

import io.runnerbean.testkit.PostgresDatabase;
import io.runnerbean.testkit.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Turns autovacuum off until it is closed. Autovacuum writes more WAL than the measured statements,
 * in rounds that cannot be predicted.
 */
record AutovacuumPause(Connection superuser) implements AutoCloseable {

  static AutovacuumPause begin(PostgresServer postgres, String database) throws SQLException {
    AutovacuumPause pause = new AutovacuumPause(postgres.superuser(database));
    pause.configure("alter system set autovacuum = off");
    return pause;
  }

  @Override
  public void close() throws SQLException {
    try (superuser) {
      configure("alter system reset autovacuum");
    }
  }

  private void configure(String change) throws SQLException {
    PostgresDatabase.execute(superuser, change);
    PostgresDatabase.execute(superuser, "select pg_reload_conf()");
  }
}
