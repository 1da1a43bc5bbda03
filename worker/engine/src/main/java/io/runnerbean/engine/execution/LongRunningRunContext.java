package io.runnerbean.engine.execution;

import io.runnerbean.engine.database.DatabaseOutage;
import io.runnerbean.engine.database.UnitOfWork;
import io.runnerbean.engine.registry.RegisteredJob;
import io.runnerbean.engine.slots.ExecutionSlots;
import io.runnerbean.engine.store.Checkpoints;
import io.runnerbean.engine.store.ClaimedRun;
import io.runnerbean.engine.store.JobQueue;
import io.runnerbean.engine.store.LostLeaseException;
import io.runnerbean.engine.validation.StorableText;
import io.runnerbean.engine.validation.StrictJson;
import io.runnerbean.job.JobResult;
import io.runnerbean.job.LongRunningContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import tools.jackson.databind.json.JsonMapper;

/**
 * One attempt at a long run, as its job sees it. It has a connection, and a slot for it, only while
 * a transaction is open.
 */
final class LongRunningRunContext implements LongRunningContext, AttemptContext, AutoCloseable {

  private static final JsonMapper JSON = StrictJson.mapper();

  /** A statement is cancelled at the timeout of the job, and ends within this time. */
  private static final Duration GRACE = Duration.ofMinutes(1);

  private final Attempt current;
  private final ClaimedRun claimed;
  private final RegisteredJob<?> registered;
  private final RunningJob job;
  private final SessionFactory sessions;
  private final ExecutionSlots slots;
  private final JobQueue queue;
  private final Instant startedAt;
  private final Checkpoints checkpoints = new Checkpoints();
  private @Nullable UnitOfWork last;
  private boolean isFinished;
  private boolean isInTransaction;
  private boolean hasLostConnection;

  LongRunningRunContext(
      Attempt current,
      ClaimedRun claimed,
      RegisteredJob<?> registered,
      RunningJob job,
      SessionFactory sessions,
      ExecutionSlots slots,
      JobQueue queue,
      Instant startedAt) {
    this.current = current;
    this.claimed = claimed;
    this.registered = registered;
    this.job = job;
    this.sessions = sessions;
    this.slots = slots;
    this.queue = queue;
    this.startedAt = startedAt;
  }

  @Override
  public Attempt current() {
    return current;
  }

  @Override
  public Duration timeout() {
    return registered.timeout();
  }

  @Override
  public Logger jobLog() {
    return registered.log();
  }

  @Override
  public Instant startedAt() {
    return startedAt;
  }

  @Override
  public <R> R fromTransaction(Function<Session, R> work) {
    return commit(transaction -> work.apply(transaction.jobSession()));
  }

  @Override
  public <R> R checkpoint(String step, Class<R> type, Function<Session, R> work) {
    return commit(transaction -> {
      Connection connection = transaction.connection();
      Optional<String> done = checkpoints.find(connection, runId(), step);
      if (done.isPresent()) {
        return JSON.readValue(done.get(), type);
      }
      R result = work.apply(transaction.jobSession());
      checkpoints.add(connection, runId(), step, StorableText.json(result));
      return result;
    });
  }

  @Override
  public JobResult finish(Consumer<Session> work) {
    doLast(work);
    return JobResult.succeeded();
  }

  @Override
  public JobResult finish(Consumer<Session> work, Object result) {
    doLast(work);
    return JobResult.succeeded(result);
  }

  /** The transaction that the end of the run is written in. */
  UnitOfWork last() {
    if (last == null) {
      last = begin();
    }
    return last;
  }

  /** Rolls back what the job wrote in its last transaction, if it has begun that. */
  DatabaseState stateAfterRollback(DatabaseProbe probe) {
    DatabaseState state = last == null ? DatabaseState.AVAILABLE : probe.rollBackAndProbe(last);
    return state == DatabaseState.AVAILABLE && hasLostConnection
        ? DatabaseState.CONNECTION_LOST
        : state;
  }

  @Override
  public void close() {
    if (last != null) {
      end(last);
    }
  }

  /** The transaction stays open: the engine adds how the run ended. */
  private void doLast(Consumer<Session> work) {
    requireNoTransaction();
    isFinished = true;
    UnitOfWork transaction = last();
    job.enter(transaction);
    work.accept(transaction.jobSession());
    transaction.flush();
  }

  private <R> R commit(Work<R> work) {
    requireNoTransaction();
    UnitOfWork transaction = begin();
    isInTransaction = true;
    try {
      job.enter(transaction);
      R result = work.in(transaction);
      transaction.flush();
      queue.fence(transaction.connection(), claimed);
      transaction.commit();
      return result;
    } catch (LostLeaseException e) {
      job.interrupt(InterruptReason.LEASE_LOST);
      throw new IllegalStateException("another worker has claimed the run", e);
    } catch (SQLException e) {
      throw new IllegalStateException("the transaction failed: " + e.getMessage(), e);
    } finally {
      // The connection's next statement is another job's.
      job.leave();
      hasLostConnection |= transaction.isConnectionLost();
      end(transaction);
      isInTransaction = false;
    }
  }

  /** Waits for a slot without a timeout, because other jobs share these connections. */
  private UnitOfWork begin() {
    try {
      int _ = slots.take(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while it waited for a connection", e);
    }
    try {
      return UnitOfWork.beginInSlot(sessions, timeout().plus(GRACE));
    } catch (RuntimeException | Error e) {
      slots.release(1);
      hasLostConnection |= DatabaseOutage.isCausedBy(e);
      throw e;
    }
  }

  private void end(UnitOfWork transaction) {
    try {
      transaction.close();
    } finally {
      slots.release(1);
    }
  }

  /** A transaction within another would wait for a second slot while it holds the first. */
  private void requireNoTransaction() {
    if (isFinished) {
      throw new IllegalStateException(
          "finish() was already called; return its result and begin no other transaction");
    }
    if (isInTransaction) {
      throw new IllegalStateException(
          "a transaction of this run is open: end it before the next begins");
    }
  }

  /** What is done in a transaction. */
  @FunctionalInterface
  private interface Work<R> {
    R in(UnitOfWork transaction) throws SQLException;
  }
}
