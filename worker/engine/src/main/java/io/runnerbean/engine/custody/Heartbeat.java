package io.runnerbean.engine.custody;

import io.runnerbean.engine.dispatch.RunningJobs;
import io.runnerbean.engine.ledger.LeasedRun;
import io.runnerbean.engine.ledger.Leases;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the leases of the runs that are at work, and stops the work on those that are lost. The
 * lease itself fences; to stop early only saves work that would be rolled back.
 */
final class Heartbeat {

  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

  private final HeldRuns held;
  private final Leases leases;
  private final RunningJobs running;
  private long renewed = System.nanoTime();

  Heartbeat(HeldRuns held, Leases leases, RunningJobs running) {
    this.held = held;
    this.leases = leases;
    this.running = running;
  }

  /** Renews all. Time counts from before the asking: the answer may have been long on its way. */
  void beat() {
    long asked = System.nanoTime();
    Collection<LeasedRun> runs = held.all();
    try {
      Set<UUID> kept = runs.isEmpty() ? Set.of() : leases.renew(runs);
      renewed = asked;
      runs.stream().filter(run -> !kept.contains(run.facts().runId())).forEach(this::giveUp);
    } catch (SQLException e) {
      LOG.warn("could not renew {} leases: {}", runs.size(), e.getMessage());
      if (asked - renewed > leases.time().toNanos()) {
        runs.forEach(this::giveUp);
      }
    }
  }

  /** One that ended while the renewal was under way is no longer held. */
  private void giveUp(LeasedRun run) {
    if (held.holds(run)) {
      running.loseLease(run.facts().runId());
    }
  }
}
