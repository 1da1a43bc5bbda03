package io.runnerbean.engine.dispatch;

import io.runnerbean.engine.ledger.RunFacts;
import io.runnerbean.engine.message.Decoded;
import io.runnerbean.engine.message.Message;
import io.runnerbean.engine.message.ReceiptKey;
import io.runnerbean.engine.message.TimeOrderedIds;
import io.runnerbean.engine.refusal.RefusedException;
import io.runnerbean.engine.registry.BoundJob;
import io.runnerbean.engine.registry.UniqueKey;
import io.runnerbean.job.RetryPolicy;
import java.time.Duration;
import java.util.Optional;

/** Takes messages from SQS off its hands that are not run at once, or never will be. */
public record Intake(Admission admission, Work work) {

  private static final String NO_TYPE = "(none)";

  /** What stands in history for a message, at this attempt. */
  static RunFacts facts(Decoded message, int attempt) {
    String type = message instanceof Message known ? known.job().type().name() : NO_TYPE;
    return facts(message, type, attempt);
  }

  /** Whether every run of this type must be in custody before it begins, now or always. */
  boolean mustWait(Message message) {
    return message.job().isRunFromCustody() || admission.isPaused(message.job().type().name());
  }

  /**
   * Takes it into custody, to be run as soon as may be.
   *
   * @throws RefusedException if its payload has no unique key and should have one
   */
  Outcome admit(Message message) {
    RunFacts run = facts(message, 0);
    Optional<UniqueKey> unique = message.job().uniqueKey(message.payload());
    try (RunLog log = RunLog.open(run)) {
      return log.ended(admission.admit(run, message.key(), unique));
    }
  }

  /** Takes it into custody under a type that is not known, to be run later. */
  Outcome admit(Decoded message, String type, Duration wait) {
    RunFacts run = facts(message, type, 0);
    try (RunLog log = RunLog.open(run)) {
      return log.ended(admission.admit(run, message.key(), wait));
    }
  }

  /** Keeps it as a dead run, with every reason. */
  Outcome bury(Decoded message, ReceiptKey key, RefusedException why) {
    RunFacts run = facts(message, 1);
    Claim claim = admission.claim(run, key);
    BoundJob refusal =
        _ -> {
          throw new RefusedException(why.title(), why.violations());
        };
    return work.run(
        Attempt.withoutJob(run, claim, new Retries.ByLedger(RetryPolicy.none())), refusal);
  }

  /** What an attempt at a message in hand may end its run by. */
  Claim claim(RunFacts run, ReceiptKey key) {
    return admission.claim(run, key);
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
