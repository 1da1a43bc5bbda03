package io.runnerbean.engine.dispatch;

import io.runnerbean.engine.ledger.JobQueue;
import io.runnerbean.engine.ledger.PausedTypes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every delivery must know of the ledger and none can ask it: looked at every second. */
public final class LedgerWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LedgerWatch.class);

  /** To count a full custody is some work for the database. */
  private static final int LOOKS_PER_COUNT = 5;

  private final PausedTypes types = new PausedTypes();
  private final JobQueue queue = new JobQueue();
  private final DataSource control;
  private final int maxCustody;
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("ledger-watch").factory());
  private int looks;
  private volatile Set<String> paused = Set.of();
  private volatile boolean full;

  private LedgerWatch(DataSource control, int maxCustody) {
    this.control = control;
    this.maxCustody = maxCustody;
  }

  /**
   * Looks, and goes on to.
   *
   * @param maxCustody how many runs there may be in custody
   */
  public static LedgerWatch start(DataSource control, int maxCustody) {
    LedgerWatch watch = new LedgerWatch(control, maxCustody);
    watch.look();
    var _ = watch.clockwork.scheduleWithFixedDelay(watch::look, 1, 1, TimeUnit.SECONDS);
    return watch;
  }

  @Override
  public void close() {
    clockwork.shutdownNow();
  }

  boolean isPaused(String type) {
    return paused.contains(type);
  }

  boolean isFull() {
    return full;
  }

  /** What cannot be seen is as it was. */
  private void look() {
    try (Connection connection = control.getConnection()) {
      connection.setAutoCommit(true);
      paused = types.all(connection);
      if (looks++ % LOOKS_PER_COUNT == 0) {
        count(connection);
      }
    } catch (SQLException | RuntimeException e) {
      LOG.debug("could not look at the ledger", e);
    }
  }

  private void count(Connection connection) throws SQLException {
    boolean was = full;
    full = queue.holds(connection, maxCustody);
    if (full && !was) {
      LOG.warn("custody is full ({} runs): what fails is left to SQS", maxCustody);
    }
  }
}
