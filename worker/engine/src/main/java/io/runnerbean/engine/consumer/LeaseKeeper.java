package io.runnerbean.engine.consumer;

import io.runnerbean.engine.execution.RunningJobs;
import io.runnerbean.engine.lifecycle.HealthCheck;
import io.runnerbean.engine.lifecycle.PeriodicTask;
import io.runnerbean.engine.store.ClaimedRun;
import io.runnerbean.engine.store.JobClaims;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews the leases of running runs, and interrupts those whose lease is lost. The lease number is
 * the fence. An early interrupt only saves work that would be rolled back.
 */
final class LeaseKeeper implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);

  private final Map<UUID, ClaimedRun> held = new ConcurrentHashMap<>();
  private final DataSource control;
  private final JobClaims claims;
  private final ConsumerConfig config;
  private final RunningJobs running;
  private long renewed = System.nanoTime();
  private final PeriodicTask task;

  LeaseKeeper(DataSource control, JobClaims claims, ConsumerConfig config, RunningJobs running) {
    this.control = control;
    this.claims = claims;
    this.config = config;
    this.running = running;
    this.task = new PeriodicTask("lease-renewal", config.renewal(), config.renewal(), this::renew);
  }

  void begin() {
    var _ = task.begin();
  }

  /** For readiness. */
  HealthCheck task() {
    return task;
  }

  /** Starts renewing these. */
  void keep(Collection<ClaimedRun> runs) {
    runs.forEach(run -> held.put(run.run().id(), run));
  }

  /** Stops renewing these. A later lease of the same run is still renewed. */
  void forget(Collection<ClaimedRun> runs) {
    runs.forEach(run -> held.remove(run.run().id(), run));
  }

  @Override
  public void close() {
    task.close();
  }

  /** The time counts from before the statement, because its answer may take long. */
  private void renew() {
    long asked = System.nanoTime();
    List<ClaimedRun> runs = List.copyOf(held.values());
    try {
      Set<UUID> valid = runs.isEmpty() ? Set.of() : renew(runs);
      renewed = asked;
      runs.stream().filter(run -> !valid.contains(run.run().id())).forEach(this::interrupt);
    } catch (SQLException e) {
      LOG.warn("could not renew {} leases: {}", runs.size(), e.getMessage());
      if (asked - renewed > config.lease().toNanos()) {
        runs.forEach(this::interrupt);
      }
    }
  }

  private Set<UUID> renew(List<ClaimedRun> runs) throws SQLException {
    try (Connection connection = control.getConnection()) {
      return claims.renew(connection, runs);
    }
  }

  /** A run that has ended is no longer held. */
  private void interrupt(ClaimedRun run) {
    if (run.equals(held.get(run.run().id()))) {
      running.interruptForLostLease(run.run().id());
    }
  }
}
