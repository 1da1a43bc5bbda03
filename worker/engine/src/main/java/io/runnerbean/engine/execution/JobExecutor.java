package io.runnerbean.engine.execution;

import io.runnerbean.engine.database.UnitOfWork;
import io.runnerbean.engine.registry.MessageBody;
import io.runnerbean.engine.registry.RegisteredJob;
import io.runnerbean.engine.store.RunRecord;
import io.runnerbean.engine.store.Runs;
import io.runnerbean.job.JobResult;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Runs jobs. {@link #execute} is the whole path of an attempt: acquire, invoke, decide and apply,
 * log.
 */
public final class JobExecutor {

  /**
   * From this delivery on, a run is reported before it begins, because its job may crash workers.
   */
  private static final int SUSPICIOUS_RECEIVE_COUNT = 3;

  private final Transactions transactions;
  private final RunningJobs running;
  private final ActiveRunsReporter reporter;
  private final AttemptCompleter completer;
  private final QueueStatus queue;
  private final DatabaseProbe probe;
  private final EngineFaults faults;
  private final RunStatistics statistics;
  private final Clock clock;

  public JobExecutor(
      Transactions transactions,
      RunningJobs running,
      ActiveRunsReporter reporter,
      AttemptCompleter completer,
      QueueStatus queue,
      DatabaseProbe probe,
      RunStatistics statistics,
      Clock clock) {
    this.transactions = transactions;
    this.running = running;
    this.reporter = reporter;
    this.completer = completer;
    this.queue = queue;
    this.probe = probe;
    this.faults = new EngineFaults(transactions, completer, probe, clock);
    this.statistics = statistics;
    this.clock = clock;
  }

  /**
   * Makes an attempt. If the job succeeds, its writes and the row of its run are committed
   * together. Otherwise its writes are rolled back, and the decision about the run is committed, or
   * a queued run is handed back later. It throws nothing: every error becomes an outcome.
   *
   * @param payload null: it is yet to be parsed from the body of the message
   */
  public AttemptOutcome execute(
      Attempt attempt, RegisteredJob<?> job, @Nullable ObjectNode payload) {
    try (OutcomeLog log = OutcomeLog.open(attempt)) {
      AttemptOutcome outcome;
      try (UnitOfWork work = transactions.begin(attempt)) {
        outcome = acquire(attempt, job, work);
        if (outcome == null) {
          Completion completion = invoke(attempt, job, payload, work);
          outcome = decideAndApply(attempt, completion, job, log.took(), work);
        }
      } catch (SQLException | RuntimeException | Error e) {
        outcome = faults.outcome(attempt, e, log.took(), queue.isFull());
      }
      Duration took = log.took();
      log.ended(outcome, took);
      statistics.add(attempt, outcome, took);
      return outcome;
    }
  }

  /** Records a decision that needs no job: the message is invalid, or its job type is unknown. */
  public AttemptOutcome conclude(Attempt attempt, Decision decision) {
    try (OutcomeLog log = OutcomeLog.open(attempt)) {
      AttemptOutcome outcome;
      try (UnitOfWork work = transactions.begin(attempt)) {
        outcome = completer.apply(decision, attempt, log.took(), work);
      } catch (SQLException | RuntimeException | Error e) {
        outcome = faults.outcome(attempt, e, log.took(), queue.isFull());
      }
      Duration took = log.took();
      log.ended(outcome, took);
      statistics.add(attempt, outcome, took);
      return outcome;
    }
  }

  /**
   * Asks whether another delivery of the message runs or has ended. A first delivery asks only if
   * the job has effects outside the transaction: otherwise it is enough that the primary key of
   * {@code run} refuses a second row.
   *
   * @return null: the job may run
   */
  private @Nullable AttemptOutcome acquire(Attempt attempt, RegisteredJob<?> job, UnitOfWork work)
      throws SQLException {
    if (!(attempt.ownership() instanceof RunOwnership.OfMessage(RunRecord run))) {
      return null; // the lease is checked when the run ends
    }
    if (running.contains(run.id())) {
      return new AttemptOutcome.InProgress(attempt.id());
    }
    int receiveCount = run.source().receiveCount();
    if (receiveCount == 1 && !job.hasExternalEffects()) {
      return null;
    }
    Runs.Earlier earlier = Runs.ask(work.connection(), run.id());
    if (earlier == Runs.Earlier.WORKER_LOST && attempt.retries() instanceof Retries.ByPolicy) {
      return new AttemptOutcome.WorkerWasLost(attempt.id());
    }
    return switch (earlier) {
      case RECORDED -> new AttemptOutcome.AlreadyProcessed(attempt.id());
      case RUNNING -> new AttemptOutcome.InProgress(attempt.id());
      case WORKER_LOST, UNKNOWN -> {
        if (receiveCount >= SUSPICIOUS_RECEIVE_COUNT) {
          reporter.reportBegin(run);
        }
        yield null;
      }
    };
  }

  /**
   * Runs the job on this thread, and returns what it returned or threw, or why it was interrupted.
   */
  private Completion invoke(
      Attempt attempt, RegisteredJob<?> job, @Nullable ObjectNode payload, UnitOfWork work) {
    RunningJob started = running.begin(attempt, job.timeout());
    Completion completion;
    try {
      started.enter(work);
      ObjectNode known =
          payload == null ? MessageBody.parse(attempt.run().payload()).payload() : payload;
      JobResult result =
          job.run(
              known, new JobRunContext(attempt, job.timeout(), job.log(), work, clock.instant()));
      completion = returned(result, work);
    } catch (Throwable thrown) {
      completion = new Completion.Threw(thrown);
    }
    InterruptReason reason = running.end(started);
    return reason == null ? completion : new Completion.Interrupted(reason);
  }

  /** Sends the pending writes of the job. If PostgreSQL refuses them, the job has failed. */
  private static Completion returned(JobResult result, UnitOfWork work) {
    if (result instanceof JobResult.Succeeded(Object value)) {
      work.flush();
      return new Completion.Returned(result, ResultJson.of(value));
    }
    return new Completion.Returned(result, null);
  }

  /**
   * A rollback without a connection finds no outage. A worker that stops has no time to wait until
   * the next statement finds it.
   */
  private DatabaseState rollBack(Completion completion, UnitOfWork work) {
    DatabaseState state = probe.rollBackAndProbe(work);
    boolean mustKnow =
        state == DatabaseState.AVAILABLE
            && completion instanceof Completion.Interrupted(var why)
            && why == InterruptReason.WORKER_STOPS;
    return mustKnow && probe.problem().isPresent() ? DatabaseState.UNAVAILABLE : state;
  }

  private AttemptOutcome decideAndApply(
      Attempt attempt, Completion completion, RegisteredJob<?> job, Duration took, UnitOfWork work)
      throws SQLException {
    if (completion instanceof Completion.Returned(JobResult.Succeeded _, var json)) {
      try {
        return completer.apply(new Decision.Commit(json), attempt, took, work);
      } catch (SQLException | PersistenceException refused) {
        // COMMIT failed: a deferred constraint was violated, or the connection was lost.
        return decideAndApply(attempt, new Completion.Threw(refused), job, took, work);
      }
    }
    DatabaseState database = rollBack(completion, work);
    Decision decision =
        Decision.of(
            attempt,
            completion,
            new Decision.Conditions(job.timeout(), queue.isFull(), database, clock.instant()));
    return completer.apply(decision, attempt, took, work);
  }
}
