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

  /**
   * Runs the job if it is this attempt's turn. Whatever goes wrong is an outcome; nothing is
   * thrown.
   */
  Outcome run(Attempt attempt, BoundJob job) {
    try (UnitOfWork unit = UnitOfWork.begin(sessions)) {
      return switch (attempt.claim().take(unit.connection())) {
        case Receipt.Fresh() -> work(attempt, unit, job);
        case Receipt.NotOurs refused -> Outcome.of(refused, attempt.id());
      };
    } catch (LostLeaseException e) {
      return new Outcome.LeaseLost(attempt.id());
    } catch (SQLException | RuntimeException | Error e) {
      return new Outcome.Unavailable(attempt.id(), e);
    }
  }

  private Outcome work(Attempt attempt, UnitOfWork unit, BoundJob job)
      throws SQLException, LostLeaseException {
    RunningJob one = new RunningJob(attempt);
    one.enter(unit);
    Run run = new Run(attempt, unit, clock.instant());
    Stopwatch took = Stopwatch.started();
    try {
      return ending.returned(
          attempt, unit, running.run(one, attempt, () -> job.run(run)), took.time());
    } catch (LostLeaseException e) {
      throw e;
    } catch (Throwable failure) {
      return ending.threw(attempt, () -> unit, failure, took.time());
    }
  }
}
