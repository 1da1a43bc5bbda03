package io.runnerbean.engine.execution;

import io.runnerbean.engine.database.UnitOfWork;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends an attempt in which the engine itself failed. The attempt is not counted, unless ten
 * uncounted ones precede it since the last failure. So a run that always causes the fault ends.
 */
final class EngineFaults {

  private static final Logger LOG = LoggerFactory.getLogger(EngineFaults.class);

  private final Transactions transactions;
  private final AttemptCompleter completer;
  private final DatabaseProbe probe;
  private final Clock clock;

  EngineFaults(
      Transactions transactions, AttemptCompleter completer, DatabaseProbe probe, Clock clock) {
    this.transactions = transactions;
    this.completer = completer;
    this.probe = probe;
    this.clock = clock;
  }

  /**
   * Records the fault if it counts.
   *
   * @param took how long the attempt took
   * @param queueIsFull whether the job queue takes no further run
   */
  AttemptOutcome outcome(Attempt attempt, Throwable fault, Duration took, boolean queueIsFull) {
    AttemptOutcome outcome = probe.notCommitted(attempt.id(), fault);
    if (!(outcome instanceof AttemptOutcome.EngineFault) || !attempt.isUncountedTooOften()) {
      return outcome;
    }
    Decision decision =
        Decision.of(
            attempt,
            new Completion.Threw(fault),
            new Decision.Conditions(took, queueIsFull, DatabaseState.AVAILABLE, clock.instant()));
    try (UnitOfWork work = transactions.begin(attempt)) {
      return completer.apply(decision, attempt, took, work);
    } catch (SQLException | RuntimeException | Error again) {
      LOG.error("could not record a fault as a failure", again);
      return outcome;
    }
  }
}
