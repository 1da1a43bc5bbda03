package io.runnerbean.engine.execution;

import io.runnerbean.engine.database.DatabaseTransaction;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;

/** Ends the attempts of workers that were lost. */
public final class LostRunExecutor {

  private final AttemptCompleter completer;
  private final RunStatistics statistics;
  private final Clock clock;

  public LostRunExecutor(AttemptCompleter completer, RunStatistics statistics, Clock clock) {
    this.completer = completer;
    this.statistics = statistics;
    this.clock = clock;
  }

  /**
   * Records that the attempt has failed, or that an operator has cancelled its run.
   *
   * @param worker that was lost
   */
  public void record(
      Attempt attempt, boolean cancelled, String worker, DatabaseTransaction transaction)
      throws SQLException {
    try (OutcomeLog log = OutcomeLog.open(attempt)) {
      Decision decision =
          cancelled
              ? new Decision.Cancel()
              : Decision.ofLostWorker(
                  attempt,
                  worker,
                  new Decision.Conditions(
                      Duration.ZERO, false, DatabaseState.AVAILABLE, clock.instant()));
      AttemptOutcome outcome = completer.apply(decision, attempt, Duration.ZERO, transaction);
      log.ended(outcome, Duration.ZERO);
      statistics.add(attempt, outcome, Duration.ZERO);
    }
  }
}
