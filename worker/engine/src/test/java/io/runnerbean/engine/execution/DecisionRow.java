package io.runnerbean.engine.execution;

import io.runnerbean.engine.store.ClaimedRun;
import io.runnerbean.engine.store.RunRecord;
import io.runnerbean.engine.store.SourceMessage;
import io.runnerbean.engine.store.UuidV7;
import io.runnerbean.engine.store.WorkerPool;
import io.runnerbean.engine.validation.InvalidMessageException;
import io.runnerbean.job.JobResult;
import io.runnerbean.job.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row: the completion of an attempt, the circumstances and the decision. */
record DecisionRow(
    String rule, String of, Attempt attempt, Completion completion, Object state, String decision) {

  static final Instant NOW = Instant.parse("2026-11-29T03:00:00Z");
  static final Duration SECOND = Duration.ofSeconds(1);
  static final RetryPolicy THREE = RetryPolicy.fixed(SECOND).maxAttempts(3);
  static final String FULL = "the queue is full";

  @Override
  public String toString() {
    return of + ": " + rule;
  }

  static DecisionRow row(String rule, Attempt attempt, Completion completion, String decision) {
    return row(rule, attempt, completion, "", decision);
  }

  static DecisionRow row(
      String rule, Attempt attempt, Completion completion, Object state, String decision) {
    String of = attempt.ownership() instanceof RunOwnership.OfMessage ? "message" : "queued";
    return new DecisionRow(rule, of, attempt, completion, state, decision);
  }

  static Completion returned(JobResult result) {
    return new Completion.Returned(result, null);
  }

  static Completion interrupted(InterruptReason reason) {
    return new Completion.Interrupted(reason);
  }

  static InvalidMessageException invalid() {
    return new InvalidMessageException("Malformed body", "body", "is wrong");
  }

  static Attempt message(int receiveCount) {
    return Attempt.ofMessage(run(1, receiveCount), new Retries.ByPolicy(THREE), false);
  }

  static Attempt bySqs() {
    return Attempt.ofMessage(run(1, 1), new Retries.BySqs(), false);
  }

  static Attempt queued(int attempt) {
    return attempt(attempt, NOW, THREE);
  }

  static Attempt attempt(int number, @Nullable Instant queuedAt, RetryPolicy policy) {
    RunRecord run = run(number, 1);
    RunOwnership ownership =
        queuedAt == null
            ? new RunOwnership.OfMessage(run)
            : new RunOwnership.OfLease(
                new ClaimedRun(run, 1, false, 0, NOW, queuedAt), WorkerPool.QUEUE, false);
    return new Attempt(
        run,
        ownership,
        new Retries.ByPolicy(policy),
        new CapturedOutput(),
        0,
        NOW,
        queuedAt,
        false);
  }

  static RunRecord run(int attempt, int receiveCount) {
    SourceMessage source = new SourceMessage("m", null, receiveCount, null, NOW, null, null, null);
    return new RunRecord(UuidV7.of(NOW, "m"), "Job", "{}", source, null, attempt);
  }
}
