package io.runnerbean.engine.consumer;

import io.runnerbean.engine.database.ControlTransaction;
import io.runnerbean.engine.lifecycle.HealthCheck;
import io.runnerbean.engine.lifecycle.PeriodicTask;
import io.runnerbean.engine.store.JobClaims;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes over the runs of workers that were killed or hang. Their attempt has failed. After an
 * outage of the database it waits for the length of a lease, so that surviving workers can renew
 * theirs.
 */
final class ExpiredLeaseReaper implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ExpiredLeaseReaper.class);
  private static final int BATCH = 50;

  private final DataSource control;
  private final JobClaims claims;
  private final ConsumerConfig config;
  private final QueuedRunExecutor executor;
  private long notBefore = System.nanoTime();
  private final PeriodicTask task;

  ExpiredLeaseReaper(
      DataSource control, JobClaims claims, ConsumerConfig config, QueuedRunExecutor executor) {
    this.control = control;
    this.claims = claims;
    this.config = config;
    this.executor = executor;
    this.task = new PeriodicTask("expired-leases", config.renewal(), config.renewal(), this::reap);
  }

  void begin() {
    var _ = task.begin();
  }

  /** For readiness. */
  HealthCheck task() {
    return task;
  }

  @Override
  public void close() {
    task.close();
  }

  private void reap() {
    if (System.nanoTime() - notBefore < 0) {
      return;
    }
    try {
      for (JobClaims.Expired expired : takeOver()) {
        record(expired);
      }
    } catch (SQLException e) {
      notBefore = System.nanoTime() + config.lease().toNanos();
      LOG.warn("could not look for expired leases: {}", e.getMessage());
    }
  }

  private List<JobClaims.Expired> takeOver() throws SQLException {
    try (Connection connection = control.getConnection()) {
      return claims.takeOver(connection, BATCH);
    }
  }

  private void record(JobClaims.Expired expired) throws SQLException {
    try (ControlTransaction transaction = new ControlTransaction(control)) {
      executor.workerWasLost(expired.run(), expired.holder(), transaction);
    } catch (RuntimeException e) {
      LOG.error("could not record that worker {} was lost", expired.holder(), e);
    }
  }
}
