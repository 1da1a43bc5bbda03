package io.runnerbean.engine.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.engine.store.ClaimedRun;
import io.runnerbean.engine.store.RunRecord;
import io.runnerbean.engine.store.SourceMessage;
import io.runnerbean.engine.store.UuidV7;
import io.runnerbean.engine.store.WorkerPool;
import io.runnerbean.engine.validation.InvalidMessageException;
import io.runnerbean.job.JobResult;
import io.runnerbean.job.RetryPolicy;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is decided about an attempt, as a row each: nothing is done here. */
class DecisionTest {

  private static final Instant NOW = Instant.parse("2026-11-29T03:00:00Z");
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final RetryPolicy THREE = RetryPolicy.fixed(SECOND).maxAttempts(3);
  private static final Completion THROWS = new Completion.Threw(new IOException("no"));
  private static final Completion LOOKS_LIKE_AN_OUTAGE =
      new Completion.Threw(new SQLException("connection refused", "08006"));

  private static final String QUEUED = "queued";
  private static final String MESSAGE = "message";

  /** A row: what the attempt came to, under which circumstances, and what is decided. */
  record Row(
      String rule,
      String of,
      Attempt attempt,
      Completion completion,
      Object state,
      String decision) {
    @Override
    public String toString() {
      return of + ": " + rule;
    }
  }

  static Stream<Row> rows() {
    return Stream.of(
            returns(),
            fails(),
            dies(),
            isInterrupted(),
            losesTheDatabase(),
            findsTheQueueFull(),
            retriesBySqs())
        .flatMap(List::stream);
  }

  private static List<Row> returns() {
    return List.of(
        row(
            "a job that succeeds is committed",
            message(1),
            returned(JobResult.succeeded()),
            "Commit"),
        row(
            "a success with a result keeps it",
            message(1),
            new Completion.Returned(JobResult.succeeded(7), "7"),
            "Commit[result=7]"),
        row(
            "a job that asks for a retry is retried",
            message(1),
            returned(JobResult.retryLater("x")),
            "Retry RetryLater"),
        row("it may say when", message(1), returned(JobResult.retryLater("x", HOUR)), "delay=PT1H"),
        row(
            "a negative delay is none",
            message(1),
            returned(JobResult.retryLater("x", HOUR.negated())),
            "delay=PT0S"),
        row(
            "a job that snoozes comes back",
            message(1),
            returned(JobResult.snoozed(HOUR)),
            "Snooze"),
        row(
            "a wait has a limit",
            message(1),
            returned(JobResult.snoozed(ChronoUnit.FOREVER.getDuration())),
            "Snooze PT8760H"),
        row(
            "also that of a retry",
            attempt(1, null, THREE.maxAge(Duration.ofDays(1000))),
            returned(JobResult.retryLater("x", ChronoUnit.FOREVER.getDuration())),
            "Retry PT8760H"),
        row(
            "a job that discards its run ends it",
            message(1),
            returned(JobResult.discarded("old")),
            "Discard[reason=old]"));
  }

  private static List<Row> fails() {
    return List.of(row("a job that throws is retried", message(1), THROWS, "Retry"));
  }

  private static List<Row> dies() {
    return List.of(
        row(
            "the last attempt is followed by death",
            queued(3),
            THROWS,
            "Die attempt 3 of 3 failed"),
        row("the last but one is not", queued(2), THROWS, "Retry"),
        row(
            "a payload that does not fit is dead at once",
            message(1),
            new Completion.Threw(invalid()),
            "Die Malformed body: body is wrong"),
        row(
            "a failure that is never retried is dead at once",
            attempt(1, null, RetryPolicy.fixed(SECOND).neverOn(IOException.class)),
            THROWS,
            "Die java.io.IOException is never retried"),
        row(
            "a run that would become too old is dead",
            attempt(1, NOW.minus(HOUR), THREE.maxAge(HOUR)),
            THROWS,
            "Die its next attempt would exceed its maximum age of PT1H"));
  }

  private static List<Row> isInterrupted() {
    return List.of(
        row(
            "a job that times out is retried",
            message(1),
            interrupted(InterruptReason.TIMEOUT),
            "Retry TimedOut"),
        row("a cancelled run ends", queued(1), interrupted(InterruptReason.CANCELLED), "Cancel"),
        row(
            "a worker that stops leaves the run",
            queued(1),
            interrupted(InterruptReason.WORKER_STOPS),
            "Abandon Stopped"),
        row(
            "an attempt without its lease does nothing",
            queued(1),
            interrupted(InterruptReason.LEASE_LOST),
            "Abandon LeaseLost"));
  }

  private static List<Row> losesTheDatabase() {
    return List.of(
        row(
            "an error that looks like an outage is a failure",
            message(1),
            LOOKS_LIKE_AN_OUTAGE,
            "Retry"),
        row(
            "an outage that the worker sees does not count",
            message(1),
            THROWS,
            DatabaseState.UNAVAILABLE,
            "Abandon DatabaseUnavailable"),
        row(
            "a lost connection does not count",
            message(1),
            THROWS,
            DatabaseState.CONNECTION_LOST,
            "Abandon ConnectionLost"),
        row(
            "ten lost connections do",
            message(11),
            THROWS,
            DatabaseState.CONNECTION_LOST,
            "Retry"));
  }

  private static List<Row> findsTheQueueFull() {
    return List.of(
        row("a full queue leaves a failed message to SQS", message(1), THROWS, QUEUED, "QueueFull"),
        row(
            "and a snoozing one",
            message(1),
            returned(JobResult.snoozed(HOUR)),
            QUEUED,
            "QueueFull"),
        row("a full queue keeps the runs that it has", queued(1), THROWS, QUEUED, "Retry"),
        row(
            "a dead run needs no room",
            attempt(1, null, RetryPolicy.none()),
            THROWS,
            QUEUED,
            "Die"));
  }

  private static List<Row> retriesBySqs() {
    return List.of(
        row("SQS retries what is left to it", bySqs(), THROWS, "LeaveToSqs"),
        row("also a snooze", bySqs(), returned(JobResult.snoozed(HOUR)), "LeaveToSqs"),
        row("but what succeeds is committed", bySqs(), returned(JobResult.succeeded()), "Commit"));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void decides(Row row) {
    DatabaseState database =
        row.state() instanceof DatabaseState state ? state : DatabaseState.AVAILABLE;
    Decision decision =
        Decision.of(
            row.attempt(),
            row.completion(),
            new Decision.Conditions(SECOND, QUEUED.equals(row.state()), database, NOW));
    for (String part : row.decision().split(" ", 2)) {
      assertThat(decision.toString()).contains(part);
    }
  }

  @Test
  void aLostWorkerIsAFailedAttempt() {
    Decision.Conditions conditions =
        new Decision.Conditions(SECOND, true, DatabaseState.AVAILABLE, NOW);
    assertThat(Decision.ofLostWorker(queued(1), "w/1", conditions))
        .isInstanceOfSatisfying(
            Decision.Retry.class,
            retry -> assertThat(retry.failure().kind()).isEqualTo("WorkerLost"));
    assertThat(Decision.ofLostWorker(queued(3), "w/1", conditions))
        .isInstanceOf(Decision.Die.class);
  }

  private static Row row(String rule, Attempt attempt, Completion completion, String decision) {
    return row(rule, attempt, completion, "", decision);
  }

  private static Row row(
      String rule, Attempt attempt, Completion completion, Object state, String decision) {
    String of = attempt.ownership() instanceof RunOwnership.OfMessage ? MESSAGE : QUEUED;
    return new Row(rule, of, attempt, completion, state, decision);
  }

  private static Completion returned(JobResult result) {
    return new Completion.Returned(result, null);
  }

  private static Completion interrupted(InterruptReason reason) {
    return new Completion.Interrupted(reason);
  }

  private static InvalidMessageException invalid() {
    return new InvalidMessageException("Malformed body", "body", "is wrong");
  }

  private static Attempt message(int receiveCount) {
    return Attempt.ofMessage(run(1, receiveCount), new Retries.ByPolicy(THREE));
  }

  private static Attempt bySqs() {
    return Attempt.ofMessage(run(1, 1), new Retries.BySqs());
  }

  private static Attempt queued(int attempt) {
    return attempt(attempt, NOW, THREE);
  }

  private static Attempt attempt(int number, @Nullable Instant queuedAt, RetryPolicy policy) {
    RunRecord run = run(number, 1);
    RunOwnership ownership =
        queuedAt == null
            ? new RunOwnership.OfMessage(run)
            : new RunOwnership.OfLease(
                new ClaimedRun(run, 1, false, 0, NOW, queuedAt), WorkerPool.QUEUE, false);
    return new Attempt(
        run, ownership, new Retries.ByPolicy(policy), new CapturedOutput(), 0, NOW, queuedAt);
  }

  private static RunRecord run(int attempt, int receiveCount) {
    SourceMessage source = new SourceMessage("m", null, receiveCount, null, NOW, null, null, null);
    return new RunRecord(UuidV7.of(NOW, "m"), "Job", "{}", source, null, attempt);
  }
}
