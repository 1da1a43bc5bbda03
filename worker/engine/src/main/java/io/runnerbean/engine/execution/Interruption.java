package io.runnerbean.engine.execution;

import io.runnerbean.engine.database.StatementCanceller;
import io.runnerbean.engine.lifecycle.Stopwatch;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a job's wait for PostgreSQL, which an interrupt does not end. It cancels the statement. If
 * the job has not ended two seconds later, it aborts the connection. It uses threads of its own,
 * because a silent server blocks them.
 */
final class Interruption {

  private static final Logger LOG = LoggerFactory.getLogger(Interruption.class);

  /** Longer than a cancelled statement takes to end, and shorter than a stopping worker waits. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final UUID runId;
  private final StatementCanceller statement;
  private final CountDownLatch left = new CountDownLatch(1);
  private final Thread cancelling;
  private final Thread watching;

  private Interruption(UUID runId, StatementCanceller statement) {
    this.runId = runId;
    this.statement = statement;
    this.cancelling = Thread.ofVirtual().name("cancel " + runId).unstarted(statement::cancel);
    this.watching = Thread.ofVirtual().name("abort " + runId).unstarted(this::watch);
  }

  static Interruption start(UUID runId, StatementCanceller statement) {
    Interruption interruption = new Interruption(runId, statement);
    interruption.cancelling.start();
    interruption.watching.start();
    return interruption;
  }

  /**
   * Waits until the request to cancel is answered or the connection is aborted. Otherwise the
   * request could cancel the connection's next statement, which is not the job's.
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
        LOG.warn(
            "aborting the connection of run {}, because its job did not end within {} s of its interruption",
            runId,
            GRACE.toSeconds());
        statement.abort();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
