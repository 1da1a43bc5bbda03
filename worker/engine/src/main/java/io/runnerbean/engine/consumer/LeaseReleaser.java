package io.runnerbean.engine.consumer;

import io.runnerbean.engine.database.ControlTransaction;
import io.runnerbean.engine.execution.AttemptOutcome;
import io.runnerbean.engine.lifecycle.HealthCheck;
import io.runnerbean.engine.lifecycle.PeriodicTask;
import io.runnerbean.engine.store.ClaimedRun;
import io.runnerbean.engine.store.JobQueue;
import io.runnerbean.engine.store.LostLeaseException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Releases runs of which nothing was committed, so that they can be claimed again. While the
 * database is unavailable they wait here.
 */
final class LeaseReleaser implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LeaseReleaser.class);

  /** The first wait after an uncounted attempt. It doubles after each further one. */
  private static final Duration FIRST_WAIT = Duration.ofSeconds(5);

  private static final int MOST_DOUBLINGS = 6;

  private final Queue<QueuedRunExecutor.Unfinished> waiting = new ConcurrentLinkedQueue<>();
  private final DataSource control;
  private final JobQueue queue;
  private final PeriodicTask task;

  LeaseReleaser(DataSource control, JobQueue queue, Duration period) {
    this.control = control;
    this.queue = queue;
    this.task = new PeriodicTask("lease-release", period, period, this::releaseAll);
  }

  void begin() {
    var _ = task.begin();
  }

  /** For readiness. */
  HealthCheck task() {
    return task;
  }

  /** Releases it now, or as soon as the database is back. */
  void release(QueuedRunExecutor.Unfinished run) {
    waiting.add(run);
    releaseAll();
  }

  @Override
  public void close() {
    task.close();
    releaseAll();
  }

  private void releaseAll() {
    for (var next = waiting.poll(); next != null; next = waiting.poll()) {
      try {
        releaseNow(next);
      } catch (SQLException e) {
        LOG.warn("could not release run {}: {}", next.run().run().id(), e.getMessage());
        waiting.add(next);
        return;
      }
    }
  }

  private void releaseNow(QueuedRunExecutor.Unfinished unfinished) throws SQLException {
    ClaimedRun run = unfinished.run();
    try (ControlTransaction transaction = new ControlTransaction(control)) {
      Connection connection = transaction.connection();
      switch (unfinished.outcome()) {
        case AttemptOutcome.Stopped _ ->
            queue.handBack(connection, run, Duration.ZERO, unfinished.pool());
        case AttemptOutcome.LeaseLost
                _, // if no worker has claimed the run since, this one hands it back
            AttemptOutcome.DatabaseUnavailable _,
            AttemptOutcome.NoConnection _,
            AttemptOutcome.ConnectionLost _,
            AttemptOutcome.EngineFault _ ->
            queue.handBackUncounted(connection, run, wait(run), unfinished.pool());
      }
      transaction.commit();
    } catch (LostLeaseException e) {
      LOG.debug("nothing to release", e);
    }
  }

  private static Duration wait(ClaimedRun run) {
    return FIRST_WAIT.multipliedBy(1L << Math.min(run.uncounted(), MOST_DOUBLINGS));
  }
}
