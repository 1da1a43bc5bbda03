package io.runnerbean.engine.execution;

import io.runnerbean.engine.registry.MessageBody;
import io.runnerbean.engine.registry.RegisteredJob;
import io.runnerbean.engine.slots.ExecutionSlots;
import io.runnerbean.engine.store.ClaimedRun;
import io.runnerbean.engine.store.JobQueue;
import io.runnerbean.job.JobResult;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;

/**
 * Runs long-running jobs on a lease. A job begins its own transactions. The last one, of the job or
 * of the engine, also writes the end of the run.
 */
public final class LongRunningExecutor {

  private final Transactions transactions;
  private final ExecutionSlots slots;
  private final RunningJobs running;
  private final AttemptCompleter completer;
  private final DatabaseProbe probe;
  private final EngineFaults faults;
  private final RunStatistics statistics;
  private final JobQueue queue;
  private final Clock clock;

  /** Runs them. A slot is taken while a transaction is open. */
  public LongRunningExecutor(
      Transactions transactions,
      RunningJobs running,
      AttemptCompleter completer,
      DatabaseProbe probe,
      RunStatistics statistics,
      JobQueue queue,
      Clock clock) {
    this.transactions = transactions;
    this.slots = transactions.slots().forQueue();
    this.running = running;
    this.completer = completer;
    this.probe = probe;
    this.faults = new EngineFaults(transactions, completer, probe, clock);
    this.statistics = statistics;
    this.queue = queue;
    this.clock = clock;
  }

  /** Makes an attempt. It throws nothing: whatever goes wrong is an outcome. */
  public AttemptOutcome execute(Attempt attempt, ClaimedRun claimed, RegisteredJob<?> job) {
    try (OutcomeLog log = OutcomeLog.open(attempt)) {
      AttemptOutcome outcome;
      RunningJob started = running.begin(attempt, job.timeout());
      try (LongRunningRunContext context =
          new LongRunningRunContext(
              attempt,
              claimed,
              job,
              started,
              transactions.sessions(),
              slots,
              queue,
              clock.instant())) {
        Completion completion = invoke(job, context, started);
        outcome = complete(attempt, completion, job, context, log.took());
      } catch (SQLException | RuntimeException | Error e) {
        outcome = faults.outcome(attempt, e, log.took(), false);
      }
      Duration took = log.took();
      log.ended(outcome, took);
      statistics.add(attempt, outcome, took);
      return outcome;
    }
  }

  private Completion invoke(
      RegisteredJob<?> job, LongRunningRunContext context, RunningJob started) {
    Completion completion;
    try {
      JobResult result =
          job.run(MessageBody.parse(context.current().run().payload()).payload(), context);
      completion =
          new Completion.Returned(
              result,
              result instanceof JobResult.Succeeded(Object value) ? ResultJson.of(value) : null);
    } catch (Throwable thrown) {
      completion = new Completion.Threw(thrown);
    }
    InterruptReason reason = running.end(started);
    return reason == null ? completion : new Completion.Interrupted(reason);
  }

  private AttemptOutcome complete(
      Attempt attempt,
      Completion completion,
      RegisteredJob<?> job,
      LongRunningRunContext context,
      Duration took)
      throws SQLException {
    if (completion instanceof Completion.Returned(JobResult.Succeeded _, var json)) {
      try {
        return completer.apply(new Decision.Commit(json), attempt, took, context.last());
      } catch (SQLException | PersistenceException refused) {
        return complete(attempt, new Completion.Threw(refused), job, context, took);
      }
    }
    DatabaseState database = context.stateAfterRollback(probe);
    Decision decision =
        Decision.of(
            attempt,
            completion,
            new Decision.Conditions(job.timeout(), false, database, clock.instant()));
    return decision instanceof Decision.Abandon(var outcome)
        ? outcome
        : completer.apply(decision, attempt, took, context.last());
  }
}
