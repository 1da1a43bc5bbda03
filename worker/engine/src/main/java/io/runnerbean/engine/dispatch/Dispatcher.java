package io.runnerbean.engine.dispatch;

import io.runnerbean.engine.ledger.Failure;
import io.runnerbean.engine.ledger.LeasedRun;
import io.runnerbean.engine.ledger.LostLeaseException;
import io.runnerbean.engine.ledger.RunFacts;
import io.runnerbean.engine.message.Decoded;
import io.runnerbean.engine.message.Delivery;
import io.runnerbean.engine.message.Message;
import io.runnerbean.engine.message.ReceiptKey;
import io.runnerbean.engine.refusal.RefusedException;
import io.runnerbean.engine.registry.Bound;
import io.runnerbean.engine.registry.UnknownJobTypeException;
import io.runnerbean.job.JobType;
import io.runnerbean.job.RetryPolicy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;

/** Hands messages, and runs in custody, to their jobs. */
public record Dispatcher(
    Work work, Resumption resumption, Settlement settlement, Intake intake, RetriedBy retriedBy) {

  /**
   * A message that SQS handed out so often, and that has no receipt, may be what kills workers: it
   * runs in custody, where a worker's death is an attempt.
   */
  private static final int SUSPICIOUS = 3;

  /**
   * Runs the message's job, once, or takes the message into custody.
   *
   * @throws RefusedException if nothing can be done with it, and its sender is there to be told
   */
  public Outcome dispatch(Decoded message) {
    try {
      Outcome outcome = outcome(message);
      return outcome instanceof Outcome.Unknowable && isLedgers(message)
          ? intake.bury(message, new ReceiptKey.None(), Outcome.Unknowable.refusal())
          : outcome;
    } catch (RefusedException refusal) {
      if (!isLedgers(message)) {
        throw refusal;
      }
      return intake.bury(message, message.key(), refusal);
    }
  }

  /**
   * Makes another attempt at runs in custody, or ends those that a person wants to end.
   *
   * @param settle is told of each of which something may be left to do
   */
  public void resume(List<LeasedRun> runs, BiConsumer<LeasedRun, Outcome> settle) {
    resumption.of(runs, settle);
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
      Attempt attempt = resumption.decoder().attempt(run);
      return log.ended(
          run.cancelled()
              ? settlement.cancel(attempt, connection, Duration.ZERO)
              : settlement.fail(attempt, connection, Failure.vanished(holder), Duration.ZERO));
    }
  }

  private Outcome outcome(Decoded decoded) {
    return switch (decoded) {
      case Message message when intake.mustWait(message) -> admit(message);
      case Message message when !retriedBy.ledger(message.delivery()) ->
          run(message, new Retries.ByQueue());
      case Message message when isSuspicious(message.delivery()) -> admit(message);
      case Message message -> run(message, new Retries.ByLedger(message.job().retries()));
      case Decoded.Refused(_, _, _, UnknownJobTypeException unknown)
          when isLedgers(decoded) && JobType.isName(unknown.name()) ->
          awaitDeploy(decoded, unknown.name());
      case Decoded.Refused refused -> throw refused.refusal();
    };
  }

  private Outcome run(Message message, Retries retries) {
    RunFacts run = Intake.facts(message, retries.attempt(message.delivery()));
    Claim claim = intake.claim(run, message.key());
    return work.run(Attempt.of(message.job(), run, claim, retries), bound(message));
  }

  private Outcome admit(Message message) {
    refuseUnfit(message);
    return intake.admit(message);
  }

  /** Whoever posts a payload that does not fit is told so while it is there. */
  private static void refuseUnfit(Message message) {
    Bound _ = bound(message);
  }

  private Outcome awaitDeploy(Decoded message, String type) {
    return intake.admit(message, type, RetryPolicy.exponential().backoff().after(1));
  }

  /** That the payload does not fit is a failure of the run, if nobody is there to be told. */
  private static Bound bound(Message message) {
    return message.delivery().isFromQueue()
        ? message.job().bindLate(message::payload)
        : message.job().bind(message.payload());
  }

  /** What SQS has it would only deliver again, so the ledger takes it. */
  private boolean isLedgers(Decoded message) {
    return message.delivery().isFromQueue() && retriedBy.ledger(message.delivery());
  }

  private static boolean isSuspicious(Delivery delivery) {
    return delivery.receiveCount() >= SUSPICIOUS;
  }
}
