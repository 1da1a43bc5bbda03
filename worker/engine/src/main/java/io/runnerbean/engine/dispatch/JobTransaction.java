package io.runnerbean.engine.dispatch;

import io.runnerbean.engine.database.Outage;
import io.runnerbean.engine.database.UnitOfWork;
import io.runnerbean.engine.ledger.FinishedRun.State;
import io.runnerbean.engine.ledger.History;
import io.runnerbean.engine.ledger.Receipt;
import io.runnerbean.engine.ledger.Receipts;
import io.runnerbean.engine.message.Message;
import io.runnerbean.engine.message.ReceiptKey;
import io.runnerbean.engine.registry.BoundJob;
import io.runnerbean.job.JobResult;
import java.sql.SQLException;
import java.time.Clock;
import org.hibernate.SessionFactory;

/**
 * The custody rule: receipt, all that the job writes, and history are committed together or not at
 * all.
 */
public final class JobTransaction {

  private final SessionFactory sessions;
  private final Receipts receipts;
  private final History history;
  private final RunningJobs running;
  private final Clock clock;

  public JobTransaction(
      SessionFactory sessions,
      Receipts receipts,
      History history,
      RunningJobs running,
      Clock clock) {
    this.sessions = sessions;
    this.running = running;
    this.receipts = receipts;
    this.history = history;
    this.clock = clock;
  }

  /**
   * Runs the job if its message has not run yet. Whatever goes wrong is an outcome; nothing is
   * thrown.
   */
  Outcome run(RunId id, Message message, BoundJob job) {
    try (UnitOfWork unit = UnitOfWork.begin(sessions)) {
      Run run = new Run(id, message, unit, clock.instant());
      return switch (receipts.take(unit.connection(), message.key(), id.runId())) {
        case Receipt.Fresh() -> settle(run, running.run(run, job));
        case Receipt.Taken(var earlier) ->
            new Outcome.AlreadyDone(new RunId(earlier, id.jobType()));
        case Receipt.Busy() -> new Outcome.StillRunning(id);
        case Receipt.Unknowable() -> new Outcome.Unknowable(id);
      };
    } catch (Throwable failure) {
      return failed(id, failure);
    }
  }

  private Outcome settle(Run run, JobResult result) throws SQLException {
    return switch (result) {
      case JobResult.Succeeded() -> commit(run);
      case JobResult.RetryLater(String reason) -> new Outcome.RetryAsked(run.id(), reason);
    };
  }

  private Outcome commit(Run run) throws SQLException {
    run.unit().flush();
    history.add(run.unit().connection(), run.finished(State.SUCCEEDED));
    run.unit().commit();
    return new Outcome.Succeeded(run.id(), !(run.message().key() instanceof ReceiptKey.None));
  }

  /**
   * A job may throw anything: a class that cannot be linked is as much its failure as an exception.
   */
  private static Outcome failed(RunId id, Throwable failure) {
    return Outage.caused(failure)
        ? new Outcome.Unavailable(id, failure)
        : new Outcome.Failed(id, failure);
  }
}
