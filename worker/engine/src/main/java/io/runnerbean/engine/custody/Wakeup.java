package io.runnerbean.engine.custody;

import io.runnerbean.engine.ledger.JobQueue;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for a run that is due at once. Only while a worker is registered as idle does a new run
 * announce itself; whoever has registered must look once more before it waits.
 */
final class Wakeup implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Wakeup.class);

  /** Workers that were killed leave their rows; one that idles for a day can do without its own. */
  private static final String REGISTER =
      """
      with killed as (
        delete from runnerbean.idle_worker where since < clock_timestamp() - interval '1 day'
      )
      insert into runnerbean.idle_worker (worker) values (?)
      on conflict (worker) do update set since = clock_timestamp()
      """;

  private static final String LEAVE = "delete from runnerbean.idle_worker where worker = ?";

  private final DataSource control;
  private final String worker;
  private @Nullable Connection listening;
  private boolean registered;

  Wakeup(DataSource control, String worker) {
    this.control = control;
    this.worker = worker;
  }

  /** There is work: nobody needs to tell us. */
  void busy() throws SQLException {
    if (registered) {
      execute(LEAVE);
      registered = false;
    }
  }

  /** Returns when there may be work: at once the first time, else when told so, or after a time. */
  void await(Duration most) throws SQLException {
    if (registered) {
      listener().unwrap(PGConnection.class).getNotifications((int) most.toMillis());
    } else {
      var _ = listener();
      execute(REGISTER);
      registered = true;
    }
  }

  /** The connection was lost, and with it perhaps a call. */
  void forget() {
    registered = false;
    disconnect();
  }

  /** Nobody needs to call this worker any more. */
  @Override
  public void close() {
    try {
      busy();
    } catch (SQLException e) {
      LOG.debug("the row is left to be found old", e);
    }
    disconnect();
  }

  private void disconnect() {
    try (Connection _ = listening) {
      listening = null;
    } catch (SQLException e) {
      LOG.debug("it is gone, which is what was wanted", e);
    }
  }

  private Connection listener() throws SQLException {
    if (listening == null) {
      listening = control.getConnection();
      listening.setAutoCommit(true);
      try (Statement statement = listening.createStatement()) {
        statement.execute("listen " + JobQueue.CHANNEL);
      }
    }
    return listening;
  }

  private void execute(String sql) throws SQLException {
    try (PreparedStatement statement = listener().prepareStatement(sql)) {
      statement.setString(1, worker);
      statement.execute();
    }
  }
}
