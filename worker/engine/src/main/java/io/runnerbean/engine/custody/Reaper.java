package io.runnerbean.engine.custody;

import io.runnerbean.engine.dispatch.Dispatcher;
import io.runnerbean.engine.ledger.Leases;
import io.runnerbean.engine.ledger.LostLeaseException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes over the runs of workers that were killed or hang: their attempt has failed. After the
 * database was away it waits as long as a lease lasts, so that workers which lived through it can
 * say that it was no failure of theirs.
 */
final class Reaper {

  private static final Logger LOG = LoggerFactory.getLogger(Reaper.class);
  private static final int BATCH = 50;

  private final Leases leases;
  private final DataSource control;
  private final Dispatcher dispatcher;
  private long notBefore = System.nanoTime();

  Reaper(Leases leases, DataSource control, Dispatcher dispatcher) {
    this.leases = leases;
    this.control = control;
    this.dispatcher = dispatcher;
  }

  void reap() {
    if (System.nanoTime() - notBefore < 0) {
      return;
    }
    try {
      for (Leases.Lapsed lapsed : leases.takeOver(BATCH)) {
        fail(lapsed);
      }
    } catch (SQLException e) {
      notBefore = System.nanoTime() + leases.time().toNanos();
      LOG.warn("could not look for lapsed leases: {}", e.getMessage());
    }
  }

  private void fail(Leases.Lapsed lapsed) throws SQLException {
    try (Connection connection = control.getConnection()) {
      connection.setAutoCommit(false);
      var _ = dispatcher.vanished(lapsed.run(), lapsed.holder(), connection);
    } catch (LostLeaseException e) {
      LOG.debug("it was taken over from us in turn", e);
    }
  }
}
