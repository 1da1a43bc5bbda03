package io.runnerbean.engine.dispatch;

import io.runnerbean.engine.ledger.Failure;
import io.runnerbean.engine.ledger.RunFacts;
import io.runnerbean.engine.message.TimeOrderedIds;
import io.runnerbean.engine.refusal.RefusedException;
import io.runnerbean.engine.registry.UnknownJobTypeException;
import io.runnerbean.job.RetryPolicy;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of a run whose attempt has failed. */
public sealed interface Verdict {

  /** It is tried again after this time. */
  record Again(Duration in) implements Verdict {}

  /** It is not. */
  record Dead(String reason) implements Verdict {}

  /** As the job's policy says. */
  static Verdict on(RunFacts run, Failure failure, RetryPolicy policy, Clock clock) {
    if (failure.thrown() instanceof RefusedException refused
        && !(refused instanceof UnknownJobTypeException)) {
      return new Dead(refused.everything());
    }
    if (policy.never().stream().anyMatch(type -> type.isInstance(failure.thrown()))) {
      return new Dead("%s is never retried".formatted(failure.kind()));
    }
    if (run.attempt() >= policy.maxAttempts()) {
      return new Dead("its last attempt, of %d, failed".formatted(policy.maxAttempts()));
    }
    Duration asked = failure.retryIn();
    Duration wait = asked == null ? wait(run, policy) : notNegative(asked);
    Duration age = Duration.between(TimeOrderedIds.time(run.runId()), clock.instant()).plus(wait);
    return age.compareTo(policy.maxAge()) > 0
        ? new Dead(
            "its next attempt would come after its maximum age of %s".formatted(policy.maxAge()))
        : new Again(wait);
  }

  /** A job's own backoff may be as broken as the job: the run waits as runs do by default. */
  private static Duration wait(RunFacts run, RetryPolicy policy) {
    try {
      return notNegative(policy.backoff().after(run.attempt()));
    } catch (RuntimeException e) {
      Logger log = LoggerFactory.getLogger(Verdict.class);
      log.warn("the backoff of {} failed; the default's is used", run.jobType(), e);
      return RetryPolicy.exponential().backoff().after(run.attempt());
    }
  }

  private static Duration notNegative(Duration wait) {
    return wait.isNegative() ? Duration.ZERO : wait;
  }
}
