package io.runnerbean.engine.dispatch;

import io.runnerbean.engine.ledger.Ended;
import io.runnerbean.engine.ledger.EndedRun;
import io.runnerbean.engine.ledger.History;
import io.runnerbean.engine.ledger.JobQueue;
import io.runnerbean.engine.ledger.LeasedRun;
import io.runnerbean.engine.ledger.LostLeaseException;
import io.runnerbean.engine.ledger.Receipt;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * A run in custody: the lease is proved at the end, when it counts.
 *
 * @param makesRoom whether another of its type may have waited for the end of this attempt
 */
record LeaseClaim(JobQueue queue, LeasedRun run, boolean makesRoom) implements Claim {

  @Override
  public Receipt take(Connection connection) {
    return new Receipt.Fresh();
  }

  @Override
  public boolean takesRoom() {
    return false;
  }

  @Override
  public void fence(Connection connection) throws SQLException, LostLeaseException {
    queue.fence(connection, run);
  }

  @Override
  public void finish(Connection connection, History history, Ended ended)
      throws SQLException, LostLeaseException {
    history.move(connection, List.of(new EndedRun(run, ended)));
    announce(connection);
  }

  @Override
  public void keep(Connection connection, Duration wait) throws SQLException, LostLeaseException {
    queue.postpone(connection, run, wait);
    announce(connection);
  }

  @Override
  public void snooze(Connection connection, Duration wait) throws SQLException, LostLeaseException {
    queue.handBack(connection, run, wait);
    announce(connection);
  }

  private void announce(Connection connection) throws SQLException {
    if (makesRoom) {
      queue.announce(connection);
    }
  }
}
