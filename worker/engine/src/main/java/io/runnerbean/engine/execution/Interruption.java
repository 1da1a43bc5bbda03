package io.runnerbean.engine.execution;

import io.runnerbean.engine.database.UnitOfWork;
import io.runnerbean.engine.lifecycle.Stopwatch;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a job's wait for PostgreSQL, which no interrupt reaches. It cancels the statement that the
 * job waits for. If PostgreSQL answers neither the job nor that request, it aborts the connection.
 * It has threads of its own: a silent server lets each of them wait.
 */
final class Interruption {

  private static final Logger LOG = LoggerFactory.getLogger(Interruption.class);

  /** A statement that is cancelled ends much sooner; a worker that stops waits longer. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final UUID runId;
  private final UnitOfWork.Canceller statement;
  private final CountDownLatch left = new CountDownLatch(1);
  private final Thread cancelling;
  private final Thread watching;

  private Interruption(UUID runId, UnitOfWork.Canceller statement) {
    this.runId = runId;
    this.statement = statement;
    this.cancelling = Thread.ofVirtual().name("cancel " + runId).unstarted(statement::cancel);
    this.watching = Thread.ofVirtual().name("abort " + runId).unstarted(this::watch);
  }

  static Interruption start(UUID runId, UnitOfWork.Canceller statement) {
    Interruption interruption = new Interruption(runId, statement);
    interruption.cancelling.start();
    interruption.watching.start();
    return interruption;
  }

  /**
   * The job waits no more. This returns when nothing can cancel the next statement of the
   * connection, which is not the job's: the request to cancel is answered, or the connection is
   * aborted.
   */
  void end() {
    left.countDown();
    boolean interrupted = false;
    while (watching.isAlive()) {
      try {
        watching.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void watch() {
    Stopwatch since = Stopwatch.started();
    try {
      boolean isAnswered =
          left.await(GRACE.toNanos(), TimeUnit.NANOSECONDS)
              && cancelling.join(GRACE.minus(since.time()));
      if (!isAnswered) {
        LOG.warn("aborts the connection of run {}: it did not end when it was cancelled", runId);
        statement.abort();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
