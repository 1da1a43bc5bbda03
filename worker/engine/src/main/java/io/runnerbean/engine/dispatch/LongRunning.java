package io.runnerbean.engine.dispatch;

import io.runnerbean.engine.ledger.LostLeaseException;
import io.runnerbean.engine.registry.BoundLongRunningJob;
import io.runnerbean.engine.slots.Slots;
import io.runnerbean.job.JobResult;
import java.sql.SQLException;
import java.time.Clock;
import org.hibernate.SessionFactory;

/**
 * Has long-running jobs do their work on a lease: their transactions are their own, and the last
 * one, theirs or ours, carries the end of the run.
 */
public record LongRunning(
    SessionFactory sessions, Ending ending, RunningJobs running, Slots slots, Clock clock) {

  /** Runs the job. Whatever goes wrong is an outcome; nothing is thrown. */
  Outcome run(Attempt attempt, BoundLongRunningJob job) {
    RunningJob one = new RunningJob(attempt);
    try (LongRun run = new LongRun(attempt, one, sessions, slots, clock.instant())) {
      return work(run, one, job);
    } catch (LostLeaseException e) {
      return new Outcome.LeaseLost(attempt.id());
    } catch (SQLException | RuntimeException | Error e) {
      return new Outcome.Unavailable(attempt.id(), e);
    }
  }

  private Outcome work(LongRun run, RunningJob one, BoundLongRunningJob job)
      throws SQLException, LostLeaseException {
    Attempt attempt = run.current();
    Stopwatch took = Stopwatch.started();
    try {
      JobResult result = running.run(one, attempt, () -> job.run(run));
      return ending.returned(attempt, run.end(), result, took.time());
    } catch (LostLeaseException e) {
      throw e;
    } catch (Throwable failure) {
      return ending.threw(attempt, run::end, failure, took.time());
    }
  }
}
