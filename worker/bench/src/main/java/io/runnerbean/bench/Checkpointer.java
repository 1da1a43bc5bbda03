package io.runnerbean.bench;

import io.runnerbean.testkit.PostgresDatabase;
import io.runnerbean.testkit.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Makes a checkpoint at once and then every 30 seconds. After each, the first change of a page
 * writes all of it to the WAL.
 */
final class Checkpointer implements AutoCloseable {

  private static final int SECONDS = 30;

  private final Connection superuser;
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final Future<?> checkpoints;

  private Checkpointer(Connection superuser) {
    this.superuser = superuser;
    checkpoints =
        clock.scheduleAtFixedRate(() -> make(superuser), SECONDS, SECONDS, TimeUnit.SECONDS);
  }

  static Checkpointer start(PostgresServer postgres, String database) throws SQLException {
    Connection superuser = postgres.superuser(database);
    make(superuser);
    return new Checkpointer(superuser);
  }

  /**
   * Waits for the last one.
   *
   * @throws IllegalStateException if one has failed
   */
  @Override
  public void close() throws SQLException {
    clock.close();
    superuser.close();
    if (checkpoints.state() == Future.State.FAILED) {
      throw new IllegalStateException("a checkpoint has failed", checkpoints.exceptionNow());
    }
  }

  private static void make(Connection superuser) {
    try {
      PostgresDatabase.execute(superuser, "checkpoint");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
