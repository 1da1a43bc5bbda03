package io.runnerbean.engine.dispatch;

import io.runnerbean.engine.ledger.LostLeaseException;
import io.runnerbean.engine.registry.Bound;
import io.runnerbean.engine.registry.BoundJob;
import io.runnerbean.engine.registry.BoundLongRunningJob;
import java.sql.SQLException;

/** Has jobs do their work, each kind in its way, and logs what came of it. */
public record Work(JobTransaction transaction, LongRunning longRunning) {

  /** Makes the attempt. Whatever goes wrong is an outcome; nothing is thrown. */
  Outcome run(Attempt attempt, Bound bound) {
    try (RunLog log = RunLog.open(attempt.facts())) {
      return log.ended(outcome(attempt, bound));
    }
  }

  private Outcome outcome(Attempt attempt, Bound bound) {
    try {
      return switch (bound) {
        case BoundJob job -> transaction.run(attempt, job);
        case BoundLongRunningJob job -> longRunning.run(attempt, job);
      };
    } catch (LostLeaseException e) {
      return new Outcome.LeaseLost(attempt.id());
    } catch (SQLException | RuntimeException | Error e) {
      return new Outcome.Unavailable(attempt.id(), e);
    }
  }
}
