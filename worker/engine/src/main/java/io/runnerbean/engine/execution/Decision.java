package io.runnerbean.engine.execution;

import io.runnerbean.engine.store.AttemptFailure;
import io.runnerbean.engine.store.RunRecord;
import io.runnerbean.engine.validation.InvalidMessageException;
import io.runnerbean.job.JobResult;
import io.runnerbean.job.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What to do about an attempt. Deciding has no effects: {@link AttemptCompleter} applies the
 * decision.
 */
public sealed interface Decision {

  /** The longest wait before an attempt. */
  Duration LONGEST_WAIT = Duration.ofDays(365);

  /** Commit what the job wrote, and that the run succeeded. */
  record Commit(@Nullable String result) implements Decision {}

  /** Roll back, record the failure, and try again after this time. */
  record Retry(AttemptFailure failure, Duration delay) implements Decision {}

  /** Roll back, and run again after this time. The attempt does not count. */
  record Snooze(Duration delay) implements Decision {}

  /** Roll back, and queue the run for another worker. The attempt does not count. */
  record HandOver() implements Decision {}

  /** Roll back, and end the run as discarded. */
  record Discard(String reason) implements Decision {}

  /** Roll back, record the failure, and end the run as dead. */
  record Die(AttemptFailure failure, String reason) implements Decision {}

  /** Roll back, and end the run as cancelled. */
  record Cancel() implements Decision {}

  /** Roll back and record nothing: SQS delivers the message again. */
  record LeaveToSqs(AttemptFailure failure) implements Decision {}

  /** Roll back and record nothing, because the queue has no room. */
  record QueueFull() implements Decision {}

  /** Roll back and record nothing: the attempt does not count. */
  record Abandon(AttemptOutcome.NotCommitted outcome) implements Decision {}

  /**
   * The conditions that a decision depends on, besides the attempt.
   *
   * @param timeout of the job
   * @param queueIsFull whether the job queue takes no further run
   */
  record Conditions(Duration timeout, boolean queueIsFull, DatabaseState database, Instant now) {}

  /** Decides. */
  static Decision of(Attempt attempt, Completion completion, Conditions conditions) {
    return switch (completion) {
      case Completion.Returned(JobResult.Succeeded _, var json) -> new Commit(json);
      case Completion.Returned(JobResult.RetryLater(String reason, var delay), _) ->
          failed(attempt, AttemptFailure.retryRequested(reason, delay), conditions);
      case Completion.Returned(JobResult.Snoozed(Duration delay), _) ->
          snoozed(attempt, delay, conditions);
      case Completion.Returned(JobResult.Discarded(String reason), _) -> new Discard(reason);
      case Completion.Threw(Throwable thrown) -> threw(attempt, thrown, conditions);
      case Completion.Interrupted(InterruptReason reason) ->
          interrupted(attempt, reason, conditions);
    };
  }

  /** About a run whose worker was lost. */
  static Decision ofLostWorker(Attempt attempt, String worker, Conditions conditions) {
    return failed(attempt, AttemptFailure.workerLost(worker), conditions);
  }

  /** About a message, or a queued run, that no job can take. */
  static Decision ofInvalid(InvalidMessageException invalid) {
    return new Die(AttemptFailure.of(invalid), invalid.describe());
  }

  private static Decision interrupted(
      Attempt attempt, InterruptReason reason, Conditions conditions) {
    return switch (reason) {
      case TIMEOUT -> timedOut(attempt, conditions);
      case CANCELLED -> new Cancel();
      case WORKER_STOPS -> stopped(attempt, conditions);
      case LEASE_LOST -> new Abandon(new AttemptOutcome.LeaseLost(attempt.id()));
    };
  }

  /**
   * Another worker gets the run of a message at once. SQS would deliver the message to it only
   * after the visibility timeout, because the daemon of this instance may have been killed.
   */
  private static Decision stopped(Attempt attempt, Conditions conditions) {
    boolean isWritable =
        switch (conditions.database()) {
          case AVAILABLE, CONNECTION_LOST -> true;
          case UNAVAILABLE, POOL_BUSY -> false;
        };
    return isWritable
            && attempt.ownership() instanceof RunOwnership.OfMessage(RunRecord run)
            && run.source().isFromSqs()
            && attempt.retries() instanceof Retries.ByPolicy
            && !conditions.queueIsFull()
        ? new HandOver()
        : new Abandon(new AttemptOutcome.Stopped(attempt.id()));
  }

  /** A job that had to wait for a connection until its timeout has not failed. */
  private static Decision timedOut(Attempt attempt, Conditions conditions) {
    AttemptFailure failure = AttemptFailure.timedOut(conditions.timeout());
    return conditions.database() == DatabaseState.POOL_BUSY
        ? new Abandon(new AttemptOutcome.NoConnection(attempt.id()))
        : failed(attempt, failure, conditions);
  }

  /** An exception is a failure of the job, unless the worker itself has found an outage. */
  private static Decision threw(Attempt attempt, Throwable thrown, Conditions conditions) {
    return switch (conditions.database()) {
      case UNAVAILABLE -> new Abandon(new AttemptOutcome.DatabaseUnavailable(attempt.id(), thrown));
      case POOL_BUSY -> new Abandon(new AttemptOutcome.NoConnection(attempt.id()));
      case CONNECTION_LOST ->
          attempt.isUncountedTooOften()
              ? failed(attempt, AttemptFailure.of(thrown), conditions)
              : new Abandon(new AttemptOutcome.ConnectionLost(attempt.id(), thrown));
      case AVAILABLE -> failed(attempt, AttemptFailure.of(thrown), conditions);
    };
  }

  private static Decision snoozed(Attempt attempt, Duration wait, Conditions conditions) {
    return switch (attempt.retries()) {
      case Retries.BySqs() ->
          new LeaveToSqs(
              AttemptFailure.retryRequested("it snoozed, and SQS can only deliver it again", wait));
      case Retries.ByPolicy _ when needsRoom(attempt, conditions) -> new QueueFull();
      case Retries.ByPolicy _ -> new Snooze(clamped(wait));
    };
  }

  private static Decision failed(Attempt attempt, AttemptFailure failure, Conditions conditions) {
    return switch (attempt.retries()) {
      case Retries.BySqs() -> new LeaveToSqs(failure);
      case Retries.ByPolicy(RetryPolicy policy) -> {
        String death = death(attempt.run(), failure, policy);
        if (death != null) {
          yield new Die(failure, death);
        }
        if (needsRoom(attempt, conditions)) {
          yield new QueueFull();
        }
        Duration wait = wait(attempt.run(), failure, policy);
        Instant next = conditions.now().plus(wait);
        yield Duration.between(begin(attempt, conditions), next).compareTo(policy.maxAge()) > 0
            ? new Die(failure, tooOld(policy))
            : new Retry(failure, wait);
      }
    };
  }

  private static String tooOld(RetryPolicy policy) {
    return "the run's next attempt would begin after its maximum age of %d s"
        .formatted(policy.maxAge().toSeconds());
  }

  private static boolean needsRoom(Attempt attempt, Conditions conditions) {
    return conditions.queueIsFull() && attempt.ownership() instanceof RunOwnership.OfMessage;
  }

  /** The reason why no further attempt is made; null if one is made. */
  private static @Nullable String death(RunRecord run, AttemptFailure failure, RetryPolicy policy) {
    if (failure.thrown() instanceof InvalidMessageException invalid) {
      return invalid.describe();
    }
    if (policy.never().stream().anyMatch(type -> type.isInstance(failure.thrown()))) {
      return failure.kind() + " is never retried";
    }
    return run.attempt() >= policy.maxAttempts()
        ? "attempt %d of %d failed".formatted(run.attempt(), policy.maxAttempts())
        : null;
  }

  private static Duration wait(RunRecord run, AttemptFailure failure, RetryPolicy policy) {
    Duration asked = failure.retryIn();
    Duration wait = asked == null ? policy.backoff().after(run.attempt()) : asked;
    return clamped(wait);
  }

  /** PostgreSQL refuses a time that is too far ahead, and the run would never end. */
  private static Duration clamped(Duration wait) {
    if (wait.isNegative()) {
      return Duration.ZERO;
    }
    return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }

  /** A message that is not queued makes its first attempt now. */
  private static Instant begin(Attempt attempt, Conditions conditions) {
    return attempt.queuedAt() == null ? conditions.now() : attempt.queuedAt();
  }
}
