package io.runnerbean.engine.dispatch;

import io.runnerbean.engine.registry.Bound;
import io.runnerbean.engine.registry.BoundJob;
import io.runnerbean.engine.registry.BoundLongRunningJob;

/** Has jobs do their work, each kind in its way, and logs what came of it. */
public record Work(JobTransaction transaction, LongRunning longRunning) {

  /** Makes the attempt. Whatever goes wrong is an outcome; nothing is thrown. */
  Outcome run(Attempt attempt, Bound bound) {
    try (RunLog log = RunLog.open(attempt.facts())) {
      return log.ended(
          switch (bound) {
            case BoundJob job -> transaction.run(attempt, job);
            case BoundLongRunningJob job -> longRunning.run(attempt, job);
          });
    }
  }
}
