package io.runnerbean.engine.custody;

import io.runnerbean.engine.ledger.JobQueue;
import io.runnerbean.engine.ledger.LeasedRun;
import io.runnerbean.engine.ledger.LostLeaseException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands runs back whose attempt came to nothing through no fault of theirs. While the database is
 * away they wait here.
 */
final class Returns {

  private static final Logger LOG = LoggerFactory.getLogger(Returns.class);

  private final Queue<Returned> waiting = new ConcurrentLinkedQueue<>();
  private final JobQueue queue = new JobQueue();
  private final DataSource control;

  Returns(DataSource control) {
    this.control = control;
  }

  /** Hands it back now, or as soon as the database is there again. */
  void add(LeasedRun run, Duration wait) {
    waiting.add(new Returned(run, wait));
    handBack();
  }

  /** Hands back what waits. */
  void handBack() {
    for (Returned next = waiting.poll(); next != null; next = waiting.poll()) {
      if (!handBack(next)) {
        waiting.add(next);
        return;
      }
    }
  }

  private boolean handBack(Returned returned) {
    try (Connection connection = control.getConnection()) {
      connection.setAutoCommit(false);
      queue.handBack(connection, returned.run, returned.delay);
      connection.commit();
    } catch (LostLeaseException e) {
      LOG.debug("nothing to hand back", e);
    } catch (SQLException e) {
      LOG.warn("could not hand run {} back: {}", returned.run.facts().runId(), e.getMessage());
      return false;
    }
    return true;
  }

  private record Returned(LeasedRun run, Duration delay) {}
}
