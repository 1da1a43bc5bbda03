package io.runnerbean.bench;

import io.runnerbean.testkit.PostgresDatabase;
import io.runnerbean.testkit.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Keeps autovacuum from running until it is closed: it writes more WAL than what is measured, and
 * it is chance in which round it does.
 */
record AutovacuumPause(Connection superuser) implements AutoCloseable {

  static AutovacuumPause begin(PostgresServer postgres, String database) throws SQLException {
    AutovacuumPause pause = new AutovacuumPause(postgres.superuser(database));
    pause.apply("alter system set autovacuum = off");
    return pause;
  }

  @Override
  public void close() throws SQLException {
    try (superuser) {
      apply("alter system reset autovacuum");
    }
  }

  private void apply(String change) throws SQLException {
    PostgresDatabase.execute(superuser, change);
    PostgresDatabase.execute(superuser, "select pg_reload_conf()");
  }
}
