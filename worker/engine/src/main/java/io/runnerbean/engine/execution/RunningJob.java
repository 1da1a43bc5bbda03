package io.runnerbean.engine.execution;

import io.runnerbean.engine.database.ConnectionListener;
import io.runnerbean.engine.database.StatementCanceller;
import io.runnerbean.engine.database.UnitOfWork;
import io.runnerbean.engine.lifecycle.Stopwatch;
import io.runnerbean.engine.store.ActiveRun;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A job that runs on a thread, and how another thread interrupts it. */
final class RunningJob implements ConnectionListener {

  private final Thread thread = Thread.currentThread();
  private final Stopwatch age = Stopwatch.started();
  private final Attempt attempt;
  private final long deadline;
  private @Nullable StatementCanceller statement;
  private @Nullable Interruption interruption;
  private @Nullable InterruptReason reason;
  private boolean ended;

  RunningJob(Attempt attempt, Duration timeout) {
    this.attempt = attempt;
    this.deadline = age.began() + timeout.toNanos();
  }

  /** When it is interrupted, by {@link System#nanoTime}. */
  long deadline() {
    return deadline;
  }

  UUID runId() {
    return attempt.run().id();
  }

  ActiveRun report() {
    return new ActiveRun(attempt.run(), age.time(), attempt.output().progress());
  }

  Duration age() {
    return age.time();
  }

  /**
   * From now on it may wait for statements of this transaction.
   *
   * @throws IllegalStateException if it was interrupted: it must begin nothing more
   */
  synchronized void enter(UnitOfWork work) {
    connecting();
    work.listen(this);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if it was interrupted: it must begin nothing more
   */
  @Override
  public synchronized void connecting() {
    if (!ended && reason != null) {
      throw new IllegalStateException("the run was interrupted: " + reason);
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if it was interrupted meanwhile
   */
  @Override
  public synchronized void connected(StatementCanceller canceller) {
    connecting();
    if (!ended) { // after that the engine records the end, which must not be cancelled
      statement = canceller;
    }
  }

  /** Ends the job's use of the connection, whose next statement is another job's. */
  void leave() {
    Interruption last;
    synchronized (this) {
      statement = null;
      last = interruption;
      interruption = null;
    }
    if (last != null) {
      last.end();
    }
  }

  /**
   * Interrupts the job, also if it waits for PostgreSQL. It does not block. After the end of the
   * job it does nothing, because the statements that record the end must not be cancelled.
   */
  synchronized void interrupt(InterruptReason why) {
    if (ended || reason != null) {
      return;
    }
    reason = why;
    thread.interrupt();
    if (statement != null) {
      interruption = Interruption.start(runId(), statement);
    }
  }

  /**
   * Ends the job, on its own thread.
   *
   * @return why it was interrupted; null: it was not
   */
  @Nullable InterruptReason end() {
    Interruption last;
    synchronized (this) {
      ended = true;
      last = interruption;
    }
    // A job may leave the flag set. It would interrupt the next job on this thread.
    boolean _ = Thread.interrupted();
    if (last != null) {
      last.end();
    }
    return reason;
  }
}
