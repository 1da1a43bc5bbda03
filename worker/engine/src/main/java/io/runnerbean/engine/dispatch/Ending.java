package io.runnerbean.engine.dispatch;

import io.runnerbean.engine.database.Outage;
import io.runnerbean.engine.database.UnitOfWork;
import io.runnerbean.engine.ledger.Failure;
import io.runnerbean.engine.ledger.LostLeaseException;
import io.runnerbean.job.JobResult;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** What it means for a run how its job ended. */
public record Ending(Settlement settlement) {

  /**
   * Has the job do its work, and ends the attempt.
   *
   * @param unit that the end is written in; begun only where something is to be written
   */
  Outcome of(Attempt attempt, Supplier<UnitOfWork> unit, Callable<JobResult> job)
      throws SQLException, LostLeaseException {
    Stopwatch took = Stopwatch.started();
    try {
      JobResult result = job.call();
      return returned(attempt, unit.get(), result, took.time());
    } catch (LostLeaseException e) {
      throw e;
    } catch (Throwable failure) {
      return threw(attempt, unit, failure, took.time());
    }
  }

  private Outcome returned(Attempt attempt, UnitOfWork unit, JobResult result, Duration took)
      throws SQLException, LostLeaseException {
    return switch (result) {
      case JobResult.Succeeded(var value) ->
          settlement.succeed(attempt, unit, ResultText.of(value), took);
      case JobResult.RetryLater(String reason, var delay) ->
          settlement.fail(attempt, unit, Failure.asked(reason, delay), took);
      case JobResult.Snoozed(Duration delay) -> settlement.snooze(attempt, unit, delay);
      case JobResult.Discarded(String reason) -> settlement.discard(attempt, unit, reason, took);
    };
  }

  /**
   * A job may throw anything: a class that cannot be linked is as much its failure as an exception.
   */
  private Outcome threw(
      Attempt attempt, Supplier<UnitOfWork> unit, Throwable failure, Duration took) {
    return switch (failure) {
      case GivenUpException givenUp -> gaveUp(attempt, unit, givenUp.why(), took);
      case Throwable outage when Outage.caused(outage) ->
          new Outcome.Unavailable(attempt.id(), outage);
      default -> settlement.fail(attempt, unit.get(), Failure.of(failure), took);
    };
  }

  private Outcome gaveUp(
      Attempt attempt, Supplier<UnitOfWork> unit, Interruption why, Duration took) {
    return switch (why) {
      case STOP -> new Outcome.Stopped(attempt.id());
      case CANCEL -> settlement.cancel(attempt, unit.get(), took);
      case LEASE_LOST -> new Outcome.LeaseLost(attempt.id());
      case TIMEOUT ->
          settlement.fail(attempt, unit.get(), Failure.timedOut(attempt.timeout()), took);
    };
  }
}
