package io.runnerbean.engine.dispatch;

import io.runnerbean.engine.database.UnitOfWork;
import io.runnerbean.engine.ledger.LostLeaseException;
import io.runnerbean.engine.ledger.Receipt;
import io.runnerbean.engine.registry.BoundJob;
import java.sql.SQLException;
import java.time.Clock;
import org.hibernate.SessionFactory;

/**
 * The custody rule: receipt, all that the job writes, and history are committed together or not at
 * all; if not, the ledger takes what failed, or SQS keeps it.
 */
public record JobTransaction(
    SessionFactory sessions, Ending ending, RunningJobs running, Clock clock) {

  /** Runs the job if it is this attempt's turn. */
  Outcome run(Attempt attempt, BoundJob job) throws SQLException, LostLeaseException {
    try (UnitOfWork unit = UnitOfWork.begin(sessions)) {
      return switch (attempt.claim().take(unit.connection())) {
        case Receipt.Fresh() -> work(attempt, unit, job);
        case Receipt.NotOurs refused -> Outcome.of(refused, attempt.id());
      };
    }
  }

  private Outcome work(Attempt attempt, UnitOfWork unit, BoundJob job)
      throws SQLException, LostLeaseException {
    RunningJob one = new RunningJob(attempt);
    one.enter(unit);
    Run run = new Run(attempt, unit.jobSession(), clock.instant());
    return ending.of(attempt, () -> unit, () -> running.run(one, () -> job.run(run)));
  }
}
