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
 * Makes a checkpoint at once and then every 30 seconds. After a checkpoint, the first change of a
 * page writes the entire page to the WAL.
 */
final class Checkpointer implements AutoCloseable {

  private static final int SECONDS = 30;

  private final Connection superuser;
  private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
  private final Future<?> checkpoints;

  private Checkpointer(Connection superuser) {
    this.superuser = superuser;
    checkpoints =
        scheduler.scheduleAtFixedRate(() -> make(superuser), SECONDS, SECONDS, TimeUnit.SECONDS);
  }

  static Checkpointer start(PostgresServer postgres, String database) throws SQLException {
    Connection superuser = postgres.superuser(database);
    make(superuser);
    return new Checkpointer(superuser);
  }

  /**
   * Waits for the last checkpoint.
   *
   * @throws IllegalStateException if a checkpoint failed
   */
  @Override
  public void close() throws SQLException {
    scheduler.close();
    superuser.close();
    if (checkpoints.state() == Future.State.FAILED) {
      throw new IllegalStateException("a checkpoint failed", checkpoints.exceptionNow());
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
