package io.runnerbean.engine.consumer;

import io.runnerbean.engine.database.Sql;
import io.runnerbean.engine.store.JobQueue;
import io.runnerbean.engine.store.WorkerPool;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for a run that is due at once. A run is announced only while a worker is registered as
 * idle; a worker that has registered must look once more before it waits.
 */
final class QueueListener implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(QueueListener.class);

  /** A worker that was killed leaves its row, which is soon too old to be woken. */
  private static final Duration REFRESH = Duration.ofSeconds(5);

  private static final Sql REGISTER =
      Sql.of(
          """
          with killed as (
            delete from runnerbean.idle_worker
            where seen_at < clock_timestamp() - interval '1 minute'
          )
          insert into runnerbean.idle_worker (worker, pool) values (:worker, :pool)
          on conflict (worker, pool) do update set seen_at = clock_timestamp()
          """);

  private static final Sql UNREGISTER =
      Sql.of("delete from runnerbean.idle_worker where worker = :worker and pool = :pool");

  private final DataSource control;
  private final String worker;
  private final WorkerPool pool;
  private @Nullable Connection listening;
  private boolean isRegistered;
  private long registered;

  QueueListener(DataSource control, String worker, WorkerPool pool) {
    this.control = control;
    this.worker = worker;
    this.pool = pool;
  }

  /** Unregisters this worker as idle, so that no other worker wakes it. */
  void busy() throws SQLException {
    if (isRegistered) {
      isRegistered = false;
      int _ = UNREGISTER.with("worker", worker).with("pool", pool.label()).update(connection());
    }
  }

  /**
   * Returns when there may be work: the first time at once, later after a notification or a
   * timeout.
   */
  void await(Duration most) throws SQLException {
    boolean wasRegistered = isRegistered;
    if (!wasRegistered || System.nanoTime() - registered > REFRESH.toNanos()) {
      register();
    }
    if (wasRegistered) {
      PGNotification[] woken =
          connection().unwrap(PGConnection.class).getNotifications((int) most.toMillis());
      isRegistered = woken == null || Arrays.stream(woken).noneMatch(this::isForThis);
    }
  }

  /** Closes the connection. A notification may be lost with it. */
  void disconnect() {
    isRegistered = false;
    try (Connection _ = listening) {
      listening = null;
    } catch (SQLException e) {
      LOG.debug("could not close a connection", e);
    }
  }

  @Override
  public void close() {
    try {
      busy();
    } catch (SQLException e) {
      LOG.debug("could not delete the row of this worker; it is soon too old to matter", e);
    }
    disconnect();
  }

  private void register() throws SQLException {
    int _ = REGISTER.with("worker", worker).with("pool", pool.label()).update(connection());
    isRegistered = true;
    registered = System.nanoTime();
  }

  /** The transaction that woke this worker has deleted its row. */
  private boolean isForThis(PGNotification notification) {
    return notification.getParameter().equals(worker + " " + pool.label());
  }

  private Connection connection() throws SQLException {
    if (listening == null) {
      listening = control.getConnection();
      try (Statement statement = listening.createStatement()) {
        boolean _ = statement.execute("listen " + JobQueue.CHANNEL);
      }
    }
    return listening;
  }
}
