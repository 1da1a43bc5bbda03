package io.runnerbean.engine.dispatch;

import io.runnerbean.engine.database.UnitOfWork;
import io.runnerbean.engine.ledger.Attempts;
import io.runnerbean.engine.ledger.DeadLetters;
import io.runnerbean.engine.ledger.Ended;
import io.runnerbean.engine.ledger.EndedRun;
import io.runnerbean.engine.ledger.Failure;
import io.runnerbean.engine.ledger.History;
import io.runnerbean.engine.ledger.LostLeaseException;
import io.runnerbean.engine.ledger.Receipt;
import io.runnerbean.engine.ledger.RunState;
import io.runnerbean.job.RetryPolicy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ends attempts: the one place that writes what became of them. Success is committed with all that
 * the job wrote. A failure is recorded after all of that is rolled back, on the same connection,
 * because who had to wait for another might not get to record it.
 */
public final class Settlement {

  private final History history;
  private final Attempts attempts;
  private final DeadLetters deadLetters = new DeadLetters();
  private final LedgerWatch watch;
  private final Clock clock;

  public Settlement(History history, Attempts attempts, LedgerWatch watch, Clock clock) {
    this.history = history;
    this.attempts = attempts;
    this.watch = watch;
    this.clock = clock;
  }

  /**
   * Commits the job's writes, and that it succeeded.
   *
   * @param result what it returned, as JSON; null: nothing
   */
  Outcome succeed(Attempt attempt, UnitOfWork unit, @Nullable String result, Duration took)
      throws SQLException, LostLeaseException {
    unit.flush();
    attempt.claim().finish(unit.connection(), history, attempt.succeeded(result, took));
    unit.commit();
    return Outcome.Succeeded.of(attempt.facts());
  }

  /**
   * Commits what several jobs wrote, and that all of them succeeded.
   *
   * @throws LostLeaseException if one of the runs is another worker's by now
   */
  void succeed(List<EndedRun> runs, UnitOfWork unit) throws SQLException, LostLeaseException {
    history.move(unit.connection(), runs);
    unit.commit();
  }

  /** Rolls the job's writes back, and records that it failed; what goes wrong is an outcome. */
  Outcome fail(Attempt attempt, UnitOfWork unit, Failure failure, Duration took) {
    return afterRollback(attempt, unit, recorded(attempt, failure, took));
  }

  /** Rolls the job's writes back, and has the run come back later. */
  Outcome snooze(Attempt attempt, UnitOfWork unit, Duration wait) {
    Failure asleep = Failure.asked("it snoozes, which its queue can do by no other means", wait);
    return afterRollback(
        attempt,
        unit,
        kept(
            attempt,
            asleep,
            (connection, _) -> {
              attempt.claim().snooze(connection, wait);
              return new Outcome.Snoozed(attempt.id(), wait);
            }));
  }

  /** Rolls the job's writes back, and ends the run. */
  Outcome discard(Attempt attempt, UnitOfWork unit, String reason, Duration took) {
    return afterRollback(
        attempt,
        unit,
        whenOurs(
            attempt,
            connection -> {
              end(attempt, connection, RunState.DISCARDED, reason, took);
              deadLetters.add(connection, attempt.facts(), reason);
              return new Outcome.Discarded(attempt.id(), reason);
            }));
  }

  /** Rolls the job's writes back, and ends the run, which a person has asked for. */
  Outcome cancel(Attempt attempt, UnitOfWork unit, Duration took) {
    return afterRollback(
        attempt, unit, whenOurs(attempt, connection -> cancelled(attempt, connection, took)));
  }

  /** Ends a run that a person cancelled, of which nothing was written, and commits that. */
  Outcome cancel(Attempt attempt, Connection connection, Duration took)
      throws SQLException, LostLeaseException {
    Outcome outcome = cancelled(attempt, connection, took);
    connection.commit();
    return outcome;
  }

  /** Records that an attempt failed of which nothing was written, and commits that. */
  Outcome fail(Attempt attempt, Connection connection, Failure failure, Duration took)
      throws SQLException, LostLeaseException {
    Outcome outcome = recorded(attempt, failure, took).on(connection);
    connection.commit();
    return outcome;
  }

  private Recording recorded(Attempt attempt, Failure failure, Duration took) {
    return kept(
        attempt,
        failure,
        (connection, policy) -> record(attempt, connection, failure, policy, took));
  }

  /** Has the ledger keep the run, unless that is for SQS to do, or the ledger has no room. */
  private Recording kept(Attempt attempt, Failure failure, Keeping keeping) {
    return switch (attempt.retries()) {
      case Retries.ByQueue() -> _ -> new Outcome.LeftToQueue(attempt.id(), failure);
      case Retries.ByLedger _ when attempt.claim().takesRoom() && watch.isFull() ->
          _ -> new Outcome.CustodyFull(attempt.id());
      case Retries.ByLedger(RetryPolicy policy) ->
          whenOurs(attempt, connection -> keeping.on(connection, policy));
    };
  }

  private Outcome record(
      Attempt attempt, Connection connection, Failure failure, RetryPolicy policy, Duration took)
      throws SQLException, LostLeaseException {
    attempts.add(connection, attempt.facts(), failure, took, attempt.notes().log());
    Verdict verdict = Verdict.on(attempt.facts(), failure, policy, clock);
    switch (verdict) {
      case Verdict.Again(Duration wait) -> attempt.claim().keep(connection, wait);
      case Verdict.Dead(String reason) -> {
        end(attempt, connection, RunState.DEAD, reason, took);
        deadLetters.add(connection, attempt.facts(), reason);
      }
    }
    return new Outcome.Failed(attempt.id(), attempt.facts().attempt(), failure, verdict);
  }

  private Outcome cancelled(Attempt attempt, Connection connection, Duration took)
      throws SQLException, LostLeaseException {
    end(attempt, connection, RunState.CANCELLED, "a person cancelled it", took);
    return new Outcome.Cancelled(attempt.id());
  }

  private void end(
      Attempt attempt, Connection connection, RunState state, String reason, Duration took)
      throws SQLException, LostLeaseException {
    Ended ended = Ended.badly(state, took, reason, attempt.notes().log());
    attempt.claim().finish(connection, history, ended);
  }

  private static Outcome afterRollback(Attempt attempt, UnitOfWork unit, Recording recording) {
    try {
      unit.rollback();
      Outcome outcome = recording.on(unit.connection());
      unit.connection().commit();
      return outcome;
    } catch (LostLeaseException e) {
      return new Outcome.LeaseLost(attempt.id());
    } catch (SQLException | RuntimeException e) {
      return new Outcome.Unavailable(attempt.id(), e);
    }
  }

  /**
   * The job's rollback gave its claim up for a moment, in which another delivery may have taken it.
   */
  private static Recording whenOurs(Attempt attempt, Recording recording) {
    return connection ->
        switch (attempt.claim().take(connection)) {
          case Receipt.Fresh() -> recording.on(connection);
          case Receipt.NotOurs refused -> Outcome.of(refused, attempt.id());
        };
  }

  /** What is written of an attempt, as part of a transaction. */
  @FunctionalInterface
  private interface Recording {
    Outcome on(Connection connection) throws SQLException, LostLeaseException;
  }

  /** What is written of an attempt whose run the ledger keeps. */
  @FunctionalInterface
  private interface Keeping {
    Outcome on(Connection connection, RetryPolicy policy) throws SQLException, LostLeaseException;
  }
}
