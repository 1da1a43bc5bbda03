package io.runnerbean.engine.dispatch;

import io.runnerbean.engine.ledger.LostLeaseException;
import io.runnerbean.engine.registry.BoundLongRunningJob;
import io.runnerbean.engine.slots.Slots;
import java.sql.SQLException;
import java.time.Clock;
import org.hibernate.SessionFactory;

/**
 * Has long-running jobs do their work on a lease: their transactions are their own, and the last
 * one, theirs or ours, carries the end of the run.
 */
public record LongRunning(
    SessionFactory sessions, Ending ending, RunningJobs running, Slots slots, Clock clock) {

  Outcome run(Attempt attempt, BoundLongRunningJob job) throws SQLException, LostLeaseException {
    RunningJob one = new RunningJob(attempt);
    try (LongRun run = new LongRun(attempt, one, sessions, slots, clock.instant())) {
      return ending.of(attempt, run::end, () -> running.run(one, () -> job.run(run)));
    }
  }
}
