package io.runnerbean.engine.dispatch;

import io.runnerbean.engine.database.Outage;
import io.runnerbean.engine.database.UnitOfWork;
import io.runnerbean.engine.ledger.Failure;
import io.runnerbean.engine.ledger.LostLeaseException;
import io.runnerbean.engine.ledger.Receipt;
import io.runnerbean.engine.registry.BoundJob;
import io.runnerbean.job.JobResult;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import org.hibernate.SessionFactory;

/**
 * The custody rule: receipt, all that the job writes, and history are committed together or not at
 * all; if not, the ledger takes what failed, or SQS keeps it.
 */
public final class JobTransaction {

  private final SessionFactory sessions;
  private final Settlement settlement;
  private final RunningJobs running;
  private final Clock clock;

  public JobTransaction(
      SessionFactory sessions, Settlement settlement, RunningJobs running, Clock clock) {
    this.sessions = sessions;
    this.settlement = settlement;
    this.running = running;
    this.clock = clock;
  }

  /**
   * Runs the job if it is this attempt's turn. Whatever goes wrong is an outcome; nothing is
   * thrown.
   */
  Outcome run(Attempt attempt, BoundJob job) {
    try (UnitOfWork unit = UnitOfWork.begin(sessions)) {
      return switch (attempt.claim().take(unit.connection())) {
        case Receipt.Fresh() -> work(new Run(attempt, unit, clock.instant()), job);
        case Receipt.NotOurs refused -> Outcome.of(refused, attempt.id());
      };
    } catch (LostLeaseException e) {
      return new Outcome.LeaseLost(attempt.id());
    } catch (SQLException | RuntimeException | Error e) {
      return new Outcome.Unavailable(attempt.id(), e);
    }
  }

  /**
   * A job may throw anything: a class that cannot be linked is as much its failure as an exception.
   */
  private Outcome work(Run run, BoundJob job) throws LostLeaseException {
    Stopwatch took = Stopwatch.started();
    try {
      return settle(run, running.run(run, job), took);
    } catch (LostLeaseException e) {
      throw e;
    } catch (Throwable failure) {
      return failed(run, failure, took);
    }
  }

  private Outcome settle(Run run, JobResult result, Stopwatch took)
      throws SQLException, LostLeaseException {
    return switch (result) {
      case JobResult.Succeeded() -> settlement.succeed(run.current(), run.unit(), took.time());
      case JobResult.RetryLater(String reason, var delay) ->
          settlement.fail(run.current(), run.unit(), Failure.asked(reason, delay), took.time());
      case JobResult.Snoozed(Duration delay) -> settlement.snooze(run.current(), run.unit(), delay);
      case JobResult.Discarded(String reason) ->
          settlement.discard(run.current(), run.unit(), reason, took.time());
    };
  }

  private Outcome failed(Run run, Throwable failure, Stopwatch took) {
    return switch (failure) {
      case GivenUpException givenUp -> givenUp(run, givenUp.why(), took);
      case Throwable outage when Outage.caused(outage) ->
          new Outcome.Unavailable(run.current().id(), outage);
      default -> settlement.fail(run.current(), run.unit(), Failure.of(failure), took.time());
    };
  }

  private Outcome givenUp(Run run, Interruption why, Stopwatch took) {
    Attempt attempt = run.current();
    return switch (why) {
      case STOP -> new Outcome.Stopped(attempt.id());
      case CANCEL -> settlement.cancel(attempt, run.unit(), took.time());
      case LEASE_LOST -> new Outcome.LeaseLost(attempt.id());
      case TIMEOUT ->
          settlement.fail(attempt, run.unit(), Failure.timedOut(attempt.timeout()), took.time());
    };
  }
}
