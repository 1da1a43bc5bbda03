package io.runnerbean.engine.execution;

import static io.runnerbean.engine.execution.DecisionRow.FULL;
import static io.runnerbean.engine.execution.DecisionRow.NOW;
import static io.runnerbean.engine.execution.DecisionRow.SECOND;
import static io.runnerbean.engine.execution.DecisionRow.THREE;
import static io.runnerbean.engine.execution.DecisionRow.attempt;
import static io.runnerbean.engine.execution.DecisionRow.bySqs;
import static io.runnerbean.engine.execution.DecisionRow.interrupted;
import static io.runnerbean.engine.execution.DecisionRow.invalid;
import static io.runnerbean.engine.execution.DecisionRow.message;
import static io.runnerbean.engine.execution.DecisionRow.queued;
import static io.runnerbean.engine.execution.DecisionRow.returned;
import static io.runnerbean.engine.execution.DecisionRow.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.job.JobResult;
import io.runnerbean.job.RetryPolicy;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each row is a decision about an attempt. A decision has no effects. */
class DecisionTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Completion SUCCEEDS = returned(JobResult.succeeded());
  private static final Completion SNOOZES = returned(JobResult.snoozed(HOUR));
  private static final Completion CANCELLED = interrupted(InterruptReason.CANCELLED);
  private static final Completion THROWS = new Completion.Threw(new IOException("no"));
  private static final Completion LOOKS_LIKE_AN_OUTAGE =
      new Completion.Threw(new SQLException("connection refused", "08006"));

  static Stream<DecisionRow> rows() {
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

  private static List<DecisionRow> returns() {
    return List.of(
        row("a job that succeeds is committed", message(1), SUCCEEDS, "Commit"),
        row(
            "the result of a success is kept",
            message(1),
            new Completion.Returned(JobResult.succeeded(7), "7"),
            "Commit result=7"),
        row(
            "a job that asks for a retry is retried",
            message(1),
            returned(JobResult.retryLater("x")),
            "Retry RetryLater"),
        row(
            "a job may set the delay of its retry",
            message(1),
            returned(JobResult.retryLater("x", HOUR)),
            "Retry delay=PT1H"),
        row(
            "a negative delay counts as zero",
            message(1),
            returned(JobResult.retryLater("x", HOUR.negated())),
            "Retry delay=PT0S"),
        row("a job that snoozes runs again later", message(1), SNOOZES, "Snooze"),
        row(
            "the delay of a snooze is limited",
            message(1),
            returned(JobResult.snoozed(ChronoUnit.FOREVER.getDuration())),
            "Snooze PT8760H"),
        row(
            "the delay of a retry is limited",
            attempt(1, null, THREE.maxAge(Duration.ofDays(1000))),
            returned(JobResult.retryLater("x", ChronoUnit.FOREVER.getDuration())),
            "Retry PT8760H"),
        row(
            "a run that its job discards ends",
            message(1),
            returned(JobResult.discarded("old")),
            "Discard reason=old"));
  }

  private static List<DecisionRow> fails() {
    return List.of(row("a job that throws is retried", message(1), THROWS, "Retry"));
  }

  private static List<DecisionRow> dies() {
    return List.of(
        row("a run is dead after its last attempt", queued(3), THROWS, "Die attempt 3 of 3 failed"),
        row("the last attempt but one is retried", queued(2), THROWS, "Retry"),
        row(
            "a run with an invalid payload is dead at once",
            message(1),
            new Completion.Threw(invalid()),
            "Die Malformed body: body is wrong"),
        row(
            "a run is dead at once if its failure is never retried",
            attempt(1, null, RetryPolicy.fixed(SECOND).neverOn(IOException.class)),
            THROWS,
            "Die java.io.IOException is never retried"),
        row(
            "a run that would become too old is dead at once",
            attempt(1, NOW.minus(HOUR), THREE.maxAge(HOUR)),
            THROWS,
            "Die the run's next attempt would begin after its maximum age of 3600 s"));
  }

  private static List<DecisionRow> isInterrupted() {
    return List.of(
        row(
            "a job that times out is retried",
            message(1),
            interrupted(InterruptReason.TIMEOUT),
            "Retry TimedOut"),
        row("a cancelled queued run ends", queued(1), CANCELLED, "Cancel"),
        row("a cancelled direct run ends", message(1), CANCELLED, "Cancel"),
        row(
            "a worker that stops hands over the run of a message",
            message(1),
            interrupted(InterruptReason.WORKER_STOPS),
            "HandOver"),
        row(
            "a worker that stops has no room for the run of a message",
            message(1),
            interrupted(InterruptReason.WORKER_STOPS),
            FULL,
            "Abandon Stopped"),
        row(
            "a worker that stops leaves a message to SQS if SQS retries it",
            bySqs(),
            interrupted(InterruptReason.WORKER_STOPS),
            "Abandon Stopped"),
        row(
            "a worker that stops in an outage leaves a message to SQS",
            message(1),
            interrupted(InterruptReason.WORKER_STOPS),
            DatabaseState.UNAVAILABLE,
            "Abandon Stopped"),
        row(
            "a worker that stops abandons a queued run",
            queued(1),
            interrupted(InterruptReason.WORKER_STOPS),
            "Abandon Stopped"),
        row(
            "an attempt without its lease is abandoned",
            queued(1),
            interrupted(InterruptReason.LEASE_LOST),
            "Abandon LeaseLost"));
  }

  private static List<DecisionRow> losesTheDatabase() {
    return List.of(
        row(
            "an error that looks like an outage is a failure",
            message(1),
            LOOKS_LIKE_AN_OUTAGE,
            "Retry"),
        row(
            "an attempt during an outage does not count",
            message(1),
            THROWS,
            DatabaseState.UNAVAILABLE,
            "Abandon DatabaseUnavailable"),
        row(
            "an attempt without a connection never counts",
            message(11),
            THROWS,
            DatabaseState.POOL_BUSY,
            "Abandon NoConnection"),
        row(
            "a job that waited for a connection until its timeout has not failed",
            message(1),
            interrupted(InterruptReason.TIMEOUT),
            DatabaseState.POOL_BUSY,
            "Abandon NoConnection"),
        row(
            "a lost connection does not count",
            message(1),
            THROWS,
            DatabaseState.CONNECTION_LOST,
            "Abandon ConnectionLost"),
        row(
            "the tenth lost connection does not count",
            message(10),
            THROWS,
            DatabaseState.CONNECTION_LOST,
            "Abandon ConnectionLost"),
        row(
            "an attempt during an outage never counts",
            message(11),
            THROWS,
            DatabaseState.UNAVAILABLE,
            "Abandon DatabaseUnavailable"),
        row(
            "a lost connection counts after ten",
            message(11),
            THROWS,
            DatabaseState.CONNECTION_LOST,
            "Retry"));
  }

  private static List<DecisionRow> findsTheQueueFull() {
    return List.of(
        row("a full queue leaves a failed message to SQS", message(1), THROWS, FULL, "QueueFull"),
        row(
            "a full queue leaves a snoozing message to SQS",
            message(1),
            SNOOZES,
            FULL,
            "QueueFull"),
        row("a full queue keeps its runs", queued(1), THROWS, FULL, "Retry"),
        row("a full queue keeps a run that snoozes", queued(1), SNOOZES, FULL, "Snooze"),
        row("a dead run needs no room", attempt(1, null, RetryPolicy.none()), THROWS, FULL, "Die"));
  }

  private static List<DecisionRow> retriesBySqs() {
    return List.of(
        row("SQS retries a message that fails", bySqs(), THROWS, "LeaveToSqs"),
        row("SQS retries a message that snoozes", bySqs(), SNOOZES, "LeaveToSqs"),
        row("a message that succeeds is committed", bySqs(), SUCCEEDS, "Commit"));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void decides(DecisionRow row) {
    DatabaseState database =
        row.state() instanceof DatabaseState state ? state : DatabaseState.AVAILABLE;
    Decision decision =
        Decision.of(
            row.attempt(),
            row.completion(),
            new Decision.Conditions(SECOND, FULL.equals(row.state()), database, NOW));
    String[] expected = row.decision().split(" ", 2);
    assertThat(decision.getClass().getSimpleName()).isEqualTo(expected[0]);
    assertThat(decision.toString()).contains(expected[expected.length - 1]);
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
}
