package io.runnerbean.engine.dispatch;

import io.runnerbean.engine.ledger.Failure;
import io.runnerbean.engine.ledger.LeasedRun;
import io.runnerbean.engine.ledger.LostLeaseException;
import io.runnerbean.engine.ledger.RunFacts;
import io.runnerbean.engine.message.Decoded;
import io.runnerbean.engine.message.Delivery;
import io.runnerbean.engine.message.Message;
import io.runnerbean.engine.message.ReceiptKey;
import io.runnerbean.engine.message.TimeOrderedIds;
import io.runnerbean.engine.refusal.RefusedException;
import io.runnerbean.engine.registry.Bound;
import io.runnerbean.engine.registry.BoundJob;
import io.runnerbean.engine.registry.BoundLongRunningJob;
import io.runnerbean.engine.registry.UniqueKey;
import io.runnerbean.engine.registry.UnknownJobTypeException;
import io.runnerbean.job.JobContext;
import io.runnerbean.job.JobResult;
import io.runnerbean.job.JobType;
import io.runnerbean.job.RetryPolicy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** Hands messages, and runs in custody, to their jobs. */
public final class Dispatcher {

  /**
   * A message that SQS handed out so often, and that has no receipt, may be what kills workers: it
   * runs in custody, where a worker's death is an attempt.
   */
  private static final int SUSPICIOUS = 3;

  private static final String NO_TYPE = "(none)";

  private final CustodyDecoder decoder;
  private final JobTransaction transaction;
  private final LongRunning longRunning;
  private final Settlement settlement;
  private final Admission admission;
  private final RetriedBy retriedBy;

  public Dispatcher(
      CustodyDecoder decoder,
      JobTransaction transaction,
      LongRunning longRunning,
      Settlement settlement,
      Admission admission,
      RetriedBy retriedBy) {
    this.decoder = decoder;
    this.transaction = transaction;
    this.longRunning = longRunning;
    this.settlement = settlement;
    this.admission = admission;
    this.retriedBy = retriedBy;
  }

  /**
   * Runs the message's job, once, or takes the message into custody.
   *
   * @throws RefusedException if nothing can be done with it, and its sender is there to be told
   */
  public Outcome dispatch(Decoded decoded) {
    return switch (decoded) {
      case Message message when mustWait(message) -> admit(message);
      case Message message when !byLedger(message) -> run(message, new Retries.ByQueue());
      case Message message when isSuspicious(message.delivery()) -> admit(message);
      case Message message -> run(message, new Retries.ByLedger(message.job().retries()));
      case Decoded.Refused refused -> refused(refused);
    };
  }

  /** Makes another attempt at a run in custody, or ends it if a person wants that. */
  public Outcome resume(LeasedRun run) {
    return run(
        decoder.attempt(run),
        run.cancelled() ? (BoundJob) Dispatcher::cancelled : decoder.job(run.facts()));
  }

  /**
   * Records that an attempt failed with the worker that made it, or ended as a person wanted, and
   * commits that.
   *
   * @param holder that worker
   * @param run taken over from it
   */
  public Outcome vanished(LeasedRun run, String holder, Connection connection)
      throws SQLException, LostLeaseException {
    try (RunLog log = RunLog.open(run.facts())) {
      Attempt attempt = decoder.attempt(run);
      return log.ended(
          run.cancelled()
              ? settlement.cancel(attempt, connection, Duration.ZERO)
              : settlement.fail(attempt, connection, Failure.vanished(holder), Duration.ZERO));
    }
  }

  /** What SQS has it would only deliver again, so the ledger takes it. */
  private Outcome refused(Decoded.Refused refused) {
    if (!refused.delivery().isFromQueue() || !byLedger(refused)) {
      throw refused.refusal();
    }
    return refused.refusal() instanceof UnknownJobTypeException unknown
            && JobType.isName(unknown.name())
        ? admit(refused, unknown.name(), RetryPolicy.exponential().backoff().after(1))
        : bury(refused);
  }

  private Outcome admit(Message message) {
    RunFacts run = facts(message, type(message), 0);
    try (RunLog log = RunLog.open(run)) {
      Bound _ = bound(message);
      Optional<UniqueKey> unique = message.job().uniqueKey(message.payload());
      return log.ended(admission.admit(run, message.key(), unique));
    } catch (RefusedException refusal) {
      return bury(message, refusal);
    }
  }

  private Outcome admit(Decoded message, String type, Duration wait) {
    RunFacts run = facts(message, type, 0);
    try (RunLog log = RunLog.open(run)) {
      return log.ended(admission.admit(run, message.key(), wait));
    }
  }

  private Outcome bury(Message message, RefusedException refusal) {
    if (!message.delivery().isFromQueue()) {
      throw refusal;
    }
    RunFacts run = facts(message, type(message), 1);
    return bury(run, message.key(), refusal);
  }

  private Outcome bury(Decoded.Refused refused) {
    return bury(facts(refused, NO_TYPE, 1), refused.key(), refused.refusal());
  }

  private Outcome bury(RunFacts run, ReceiptKey key, RefusedException refusal) {
    Claim claim = admission.claim(run, key);
    return run(
        Attempt.withoutJob(run, claim, new Retries.ByLedger(RetryPolicy.none())),
        (BoundJob)
            _ -> {
              throw new RefusedException(refusal.title(), refusal.violations());
            });
  }

  private Outcome run(Message message, Retries retries) {
    RunFacts run = facts(message, type(message), retries.attempt(message.delivery()));
    Claim claim = admission.claim(run, message.key());
    return run(Attempt.of(message.job(), run, claim, retries), bound(message));
  }

  private Outcome run(Attempt attempt, Bound bound) {
    try (RunLog log = RunLog.open(attempt.facts())) {
      return log.ended(
          switch (bound) {
            case BoundJob job -> transaction.run(attempt, job);
            case BoundLongRunningJob job -> longRunning.run(attempt, job);
          });
    }
  }

  /** That the payload does not fit is a failure of the run, if nobody is there to be told. */
  private static Bound bound(Message message) {
    return message.delivery().isFromQueue()
        ? message.job().bindLate(message::payload)
        : message.job().bind(message.payload());
  }

  private static JobResult cancelled(JobContext context) throws GivenUpException {
    throw new GivenUpException(Interruption.CANCEL, null);
  }

  private boolean mustWait(Message message) {
    return message.job().isRunFromCustody() || admission.isPaused(type(message));
  }

  private boolean byLedger(Decoded message) {
    return retriedBy.ledger(message.delivery());
  }

  private static boolean isSuspicious(Delivery delivery) {
    return delivery.receiveCount() >= SUSPICIOUS;
  }

  private static String type(Message message) {
    return message.job().type().name();
  }

  private static RunFacts facts(Decoded message, String type, int attempt) {
    return new RunFacts(
        TimeOrderedIds.next(),
        type,
        message.body(),
        message.delivery(),
        message.key().text(),
        attempt);
  }
}
