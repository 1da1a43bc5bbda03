package io.runnerbean.engine.execution;

import io.runnerbean.engine.database.UnitOfWork;
import io.runnerbean.engine.registry.MessageBody;
import io.runnerbean.engine.registry.RegisteredJob;
import io.runnerbean.engine.store.RunRecord;
import io.runnerbean.engine.store.Runs;
import io.runnerbean.job.JobResult;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import org.hibernate.HibernateException;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Runs jobs. {@link #execute} is the whole path of an attempt: acquire, invoke, decide, complete,
 * log.
 */
public final class JobExecutor {

  /** From this delivery on, a run is reported before it begins: it may be what kills workers. */
  private static final int SUSPICIOUS_RECEIVE_COUNT = 3;

  private final SessionFactory sessions;
  private final RunningJobs running;
  private final ActiveRunsReporter reporter;
  private final AttemptCompleter completer;
  private final QueueStatus queue;
  private final DatabaseProbe probe;
  private final RunStatistics statistics;
  private final Clock clock;

  public JobExecutor(
      SessionFactory sessions,
      RunningJobs running,
      ActiveRunsReporter reporter,
      AttemptCompleter completer,
      QueueStatus queue,
      DatabaseProbe probe,
      RunStatistics statistics,
      Clock clock) {
    this.sessions = sessions;
    this.running = running;
    this.reporter = reporter;
    this.completer = completer;
    this.queue = queue;
    this.probe = probe;
    this.statistics = statistics;
    this.clock = clock;
  }

  /**
   * Makes an attempt. All that the job writes and the end of its run are committed together, or
   * nothing is. It throws nothing: whatever goes wrong is an outcome.
   *
   * @param payload null: it is yet to be parsed from the body of the message
   */
  public AttemptOutcome execute(
      Attempt attempt, RegisteredJob<?> job, @Nullable ObjectNode payload) {
    try (OutcomeLog log = OutcomeLog.open(attempt.run())) {
      AttemptOutcome outcome;
      try (UnitOfWork work = UnitOfWork.begin(sessions)) {
        outcome = acquire(attempt, job, work);
        if (outcome == null) {
          Completion completion = invoke(attempt, job, payload, work);
          outcome = complete(attempt, completion, job, log.took(), work);
        }
      } catch (SQLException | RuntimeException | Error e) {
        outcome = probe.notCommitted(attempt.id(), e);
      }
      log.ended(outcome);
      statistics.add(attempt, outcome, log.took());
      return outcome;
    }
  }

  /** Does what was decided about a run without running a job. */
  public AttemptOutcome conclude(Attempt attempt, Decision decision) {
    try (OutcomeLog log = OutcomeLog.open(attempt.run())) {
      AttemptOutcome outcome;
      try (UnitOfWork work = UnitOfWork.begin(sessions)) {
        outcome = completer.apply(decision, attempt, log.took(), work);
      } catch (SQLException | RuntimeException | Error e) {
        outcome = probe.notCommitted(attempt.id(), e);
      }
      log.ended(outcome);
      statistics.add(attempt, outcome, log.took());
      return outcome;
    }
  }

  /**
   * Asks whether another delivery of the message was first, where there may have been one. A first
   * delivery need not ask: its row is written last, and there can be one row only.
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
    return switch (Runs.ask(work.connection(), run.id())) {
      case RECORDED -> new AttemptOutcome.AlreadyProcessed(attempt.id());
      case RUNNING -> new AttemptOutcome.InProgress(attempt.id());
      case WORKER_LOST -> new AttemptOutcome.WorkerWasLost(attempt.id());
      case UNKNOWN -> {
        if (receiveCount >= SUSPICIOUS_RECEIVE_COUNT) {
          reporter.reportBegin(run);
        }
        yield null;
      }
    };
  }

  /** The job runs on this thread. Whatever it throws, or is interrupted by, is returned. */
  private Completion invoke(
      Attempt attempt, RegisteredJob<?> job, @Nullable ObjectNode payload, UnitOfWork work) {
    RunningJobs.Started started = running.begin(attempt, job.timeout());
    Completion completion;
    try {
      started.job().enter(work);
      ObjectNode known =
          payload == null ? MessageBody.parse(attempt.run().payload()).payload() : payload;
      JobResult result =
          job.run(
              known,
              new JobRunContext(
                  attempt, job.timeout(), job.log(), work.jobSession(), clock.instant()));
      completion = returned(result, work);
    } catch (Throwable thrown) {
      completion = new Completion.Threw(thrown);
    }
    InterruptReason reason = running.end(started);
    return reason == null ? completion : new Completion.Interrupted(reason);
  }

  /** Sends what the job has written: if PostgreSQL refuses it, the job has failed. */
  private static Completion returned(JobResult result, UnitOfWork work) {
    if (result instanceof JobResult.Succeeded(Object value)) {
      work.flush();
      return new Completion.Returned(result, ResultJson.of(value));
    }
    return new Completion.Returned(result, null);
  }

  private AttemptOutcome complete(
      Attempt attempt, Completion completion, RegisteredJob<?> job, Duration took, UnitOfWork work)
      throws SQLException {
    if (completion instanceof Completion.Returned(JobResult.Succeeded _, var json)) {
      try {
        return completer.apply(new Decision.Commit(json), attempt, took, work);
      } catch (SQLException | HibernateException refused) {
        // A deferred constraint was violated, or the connection was lost: as if the job had thrown.
        return complete(attempt, new Completion.Threw(refused), job, took, work);
      }
    }
    DatabaseState database = probe.afterRollback(work);
    Decision decision =
        Decision.of(
            attempt,
            completion,
            new Decision.Conditions(job.timeout(), queue.isFull(), database, clock.instant()));
    return completer.apply(decision, attempt, took, work);
  }
}
