package io.runnerbean.engine.dispatch;

import io.runnerbean.engine.database.UnitOfWork;
import io.runnerbean.engine.database.UnitOfWork.Canceller;
import io.runnerbean.engine.ledger.RunFacts;
import io.runnerbean.engine.ledger.WorkerRun;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A job at work on a thread: what another thread may do to it, and until when. */
final class RunningJob {

  private final Thread thread = Thread.currentThread();
  private final Stopwatch age = Stopwatch.started();
  private final Attempt attempt;
  private @Nullable Canceller statement;
  private @Nullable Interruption why;
  private boolean over;

  RunningJob(Attempt attempt) {
    this.attempt = attempt;
  }

  UUID runId() {
    return facts().runId();
  }

  RunFacts facts() {
    return attempt.facts();
  }

  Duration timeout() {
    return attempt.timeout();
  }

  /** What the ledger is told of it. */
  WorkerRun told() {
    return new WorkerRun(attempt.facts(), age.time(), attempt.notes().progress());
  }

  /**
   * From now on it may wait for statements of this unit.
   *
   * @throws IllegalStateException if it is to give up: it must begin nothing more
   */
  synchronized void enter(UnitOfWork unit) throws SQLException {
    if (why != null) {
      throw new IllegalStateException("the run is to end: " + why);
    }
    statement = unit.canceller();
  }

  /** From now on it waits for no statement. */
  synchronized void leave() {
    statement = null;
  }

  /**
   * Makes it give up, also where it waits for PostgreSQL, which no interrupt reaches. Later than
   * its end this does nothing: what is recorded of it then must not be broken off.
   */
  synchronized void interrupt(Interruption reason) {
    if (!over && why == null) {
      why = reason;
      thread.interrupt();
      if (statement != null) {
        statement.cancel();
      }
    }
  }

  /**
   * It has ended, on its own thread.
   *
   * @throws GivenUpException if it was made to
   */
  synchronized void end(@Nullable Throwable failure) throws GivenUpException {
    over = true;
    if (why != null) {
      boolean _ = Thread.interrupted();
      throw new GivenUpException(why, failure);
    }
  }
}
