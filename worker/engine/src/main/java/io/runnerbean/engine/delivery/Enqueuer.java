package io.runnerbean.engine.delivery;

import io.runnerbean.engine.database.UnitOfWork;
import io.runnerbean.engine.execution.AttemptOutcome;
import io.runnerbean.engine.execution.DatabaseProbe;
import io.runnerbean.engine.execution.QueueStatus;
import io.runnerbean.engine.execution.RunId;
import io.runnerbean.engine.execution.RunLogFields;
import io.runnerbean.engine.execution.Transactions;
import io.runnerbean.engine.registry.RegisteredJob;
import io.runnerbean.engine.registry.UniqueKey;
import io.runnerbean.engine.store.DuplicateRunException;
import io.runnerbean.engine.store.ExpiredRunException;
import io.runnerbean.engine.store.JobQueue;
import io.runnerbean.engine.store.RunRecord;
import io.runnerbean.engine.store.RunResult;
import io.runnerbean.engine.store.RunState;
import io.runnerbean.engine.store.Runs;
import io.runnerbean.engine.store.UniqueKeys;
import io.runnerbean.engine.store.WorkerPool;
import io.runnerbean.job.Unique;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Queues runs that do not run at once. */
public final class Enqueuer {

  private static final Logger LOG = LoggerFactory.getLogger(Enqueuer.class);

  private final Transactions transactions;
  private final Runs runs;
  private final JobQueue queue;
  private final UniqueKeys keys;
  private final QueueStatus status;
  private final DatabaseProbe probe;

  public Enqueuer(
      Transactions transactions,
      Runs runs,
      JobQueue queue,
      UniqueKeys keys,
      QueueStatus status,
      DatabaseProbe probe) {
    this.transactions = transactions;
    this.runs = runs;
    this.queue = queue;
    this.keys = keys;
    this.status = status;
    this.probe = probe;
  }

  /** Queues the run of a type that is not registered here. */
  DeliveryOutcome enqueue(RunRecord run, Instant due) {
    return enqueue(run, WorkerPool.QUEUE, Optional.empty(), due);
  }

  /**
   * Queues a run, unless another one has its unique key.
   *
   * @param due when it may run; it may be in the past
   */
  DeliveryOutcome enqueue(
      RunRecord run, RegisteredJob<?> job, Optional<UniqueKey> unique, Instant due) {
    WorkerPool pool = job.isLongRunning() ? WorkerPool.LONG_RUNNING : WorkerPool.QUEUE;
    return enqueue(run, pool, unique, due);
  }

  private DeliveryOutcome enqueue(
      RunRecord run, WorkerPool pool, Optional<UniqueKey> unique, Instant due) {
    RunId id = RunId.of(run);
    try (RunLogFields _ = RunLogFields.open(run)) {
      DeliveryOutcome outcome =
          status.isFull()
              ? new DeliveryOutcome.Attempted(new AttemptOutcome.QueueFull(id))
              : commit(run.withAttempt(0), pool, unique, due);
      log(outcome);
      return outcome;
    }
  }

  private DeliveryOutcome commit(
      RunRecord run, WorkerPool pool, Optional<UniqueKey> unique, Instant due) {
    RunId id = RunId.of(run);
    try (UnitOfWork work = transactions.forDelivery()) {
      DeliveryOutcome outcome =
          unique.isEmpty()
              ? add(work.connection(), run, pool, due, Duration.ZERO)
              : addUnique(work.connection(), run, pool, unique.get(), due);
      work.commit();
      return outcome;
    } catch (DuplicateRunException e) {
      return new DeliveryOutcome.Attempted(new AttemptOutcome.AlreadyProcessed(id));
    } catch (ExpiredRunException e) {
      return new DeliveryOutcome.Attempted(new AttemptOutcome.Expired(id));
    } catch (SQLException | RuntimeException e) {
      return new DeliveryOutcome.Attempted(probe.notCommitted(id, e));
    }
  }

  private DeliveryOutcome add(
      Connection connection, RunRecord run, WorkerPool pool, Instant due, Duration quiet)
      throws SQLException, DuplicateRunException, ExpiredRunException {
    Duration wait = Duration.between(Instant.now(), due);
    if (quiet.isPositive() || !wait.isPositive()) {
      queue.add(connection, run, quiet, pool);
      return new DeliveryOutcome.Enqueued(RunId.of(run), quiet);
    }
    queue.add(connection, run, due, pool);
    return new DeliveryOutcome.Enqueued(RunId.of(run), wait);
  }

  /** The run that has the key may begin or end at this moment. Then this looks again. */
  private DeliveryOutcome addUnique(
      Connection connection, RunRecord run, WorkerPool pool, UniqueKey unique, Instant due)
      throws SQLException, DuplicateRunException, ExpiredRunException {
    Unique<?> rule = unique.rule();
    UniqueKeys.Key key =
        new UniqueKeys.Key(run.jobType(), unique.text(), rule.during(), rule.time());
    while (true) {
      if (keys.take(connection, key, run.id())) {
        return add(connection, run, pool, due, rule.quiet());
      }
      Optional<UUID> holder = keys.holder(connection, key);
      if (holder.isPresent()) {
        UUID other = holder.get();
        if (rule.mode() == Unique.Mode.IGNORE) {
          return discard(connection, run, other);
        }
        RunResult replaced =
            RunResult.withoutAttempt(
                RunState.CANCELLED, "run %s has replaced it".formatted(run.id()));
        if (queue.endIfWaiting(connection, runs, other, replaced).isPresent()) {
          keys.takeOver(connection, key, run.id());
          DeliveryOutcome added = add(connection, run, pool, due, rule.quiet());
          return added instanceof DeliveryOutcome.Enqueued(RunId id, Duration wait)
              ? new DeliveryOutcome.Replaced(id, wait, other)
              : added;
        }
        if (keys.holder(connection, key).equals(holder)) {
          return discard(connection, run, other);
        }
      }
    }
  }

  private DeliveryOutcome discard(Connection connection, RunRecord run, UUID winner)
      throws SQLException, DuplicateRunException, ExpiredRunException {
    runs.add(
        connection,
        run,
        RunResult.withoutAttempt(
            RunState.DISCARDED, "run %s has the same unique key".formatted(winner)));
    return new DeliveryOutcome.DuplicateWork(RunId.of(run), winner);
  }

  private static void log(DeliveryOutcome outcome) {
    switch (outcome) {
      case DeliveryOutcome.Enqueued(RunId run, Duration wait) ->
          LOG.atInfo()
              .addKeyValue("outcome", "enqueued")
              .log("{} is queued, due in {} s", run.jobType(), wait.toSeconds());
      case DeliveryOutcome.Replaced(RunId run, Duration wait, UUID earlier) ->
          LOG.atInfo()
              .addKeyValue("outcome", "enqueued")
              .log(
                  "{} is queued in place of run {}, due in {} s",
                  run.jobType(),
                  earlier,
                  wait.toSeconds());
      case DeliveryOutcome.DuplicateWork(RunId run, UUID winner) ->
          LOG.atInfo()
              .addKeyValue("outcome", "duplicate_work")
              .log("{} is discarded: run {} has the same unique key", run.jobType(), winner);
      case DeliveryOutcome.Attempted(AttemptOutcome.QueueFull(RunId run)) ->
          LOG.atWarn()
              .addKeyValue("outcome", "queue_full")
              .log("{} is left to SQS: the job queue is full", run.jobType());
      case DeliveryOutcome.Attempted(
              AttemptOutcome.DatabaseUnavailable(RunId run, Throwable cause)) ->
          LOG.atError()
              .addKeyValue("outcome", "database_unavailable")
              .setCause(cause)
              .log("{} was not queued: the database is unavailable", run.jobType());
      case DeliveryOutcome.Attempted(AttemptOutcome.NoConnection(RunId run)) ->
          LOG.atWarn()
              .addKeyValue("outcome", "no_connection")
              .log("{} was not queued: jobs used all connections for too long", run.jobType());
      case DeliveryOutcome.Attempted(AttemptOutcome.EngineFault(RunId run, Throwable cause)) ->
          LOG.atError()
              .addKeyValue("outcome", "engine_fault")
              .setCause(cause)
              .log("{} was not queued: the worker itself failed", run.jobType());
      case DeliveryOutcome.Attempted(AttemptOutcome.Expired(RunId run)) ->
          LOG.atWarn()
              .addKeyValue("outcome", "expired")
              .log(
                  "{} was not queued: the time of its message is outside the retention period",
                  run.jobType());
      case DeliveryOutcome.Attempted(AttemptOutcome other) ->
          LOG.atInfo()
              .addKeyValue("outcome", "duplicate")
              .log("{} was not queued: its run is recorded", other.run().jobType());
      case DeliveryOutcome.Ignored _,
          DeliveryOutcome.Rejected _,
          DeliveryOutcome.TooBusy _,
          DeliveryOutcome.Failed _ -> {
        // no outcome of a run that is to be queued
      }
    }
  }
}
