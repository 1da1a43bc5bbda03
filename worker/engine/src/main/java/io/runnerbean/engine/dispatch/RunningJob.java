package io.runnerbean.engine.dispatch;

import io.runnerbean.engine.database.UnitOfWork.Canceller;
import io.runnerbean.engine.ledger.RunFacts;
import io.runnerbean.engine.ledger.WorkerRun;
import org.jspecify.annotations.Nullable;

/** A job at work on a thread: what another thread may do to it, and until when. */
final class RunningJob {

  private final Thread thread = Thread.currentThread();
  private final RunFacts facts;
  private final Canceller statement;
  private final Stopwatch age = Stopwatch.started();
  private @Nullable Interruption why;
  private boolean over;

  RunningJob(RunFacts facts, Canceller statement) {
    this.facts = facts;
    this.statement = statement;
  }

  /** What the ledger is told of it. */
  WorkerRun told() {
    return new WorkerRun(facts, age.time());
  }

  /**
   * Makes it give up, also where it waits for PostgreSQL, which no interrupt reaches. Later than
   * its end this does nothing: what is recorded of it then must not be broken off.
   */
  synchronized void interrupt(Interruption reason) {
    if (!over && why == null) {
      why = reason;
      thread.interrupt();
      statement.cancel();
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
