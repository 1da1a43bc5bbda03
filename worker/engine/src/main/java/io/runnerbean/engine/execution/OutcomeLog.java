package io.runnerbean.engine.execution;

import io.runnerbean.engine.lifecycle.Stopwatch;
import io.runnerbean.engine.store.AttemptFailure;
import io.runnerbean.engine.validation.InvalidMessageException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Marks each line that is logged during an attempt with the names of its run, and logs the outcome.
 * Programs read its fields: {@code outcome} and {@code duration_ms}. A success is logged at DEBUG,
 * unless the attempt is traced: a busy worker has thousands a second, and {@link RunStatistics}
 * logs their sums.
 */
final class OutcomeLog implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OutcomeLog.class);

  private final RunLogFields fields;
  private final boolean traced;
  private final Stopwatch since = Stopwatch.started();
  private Duration took = Duration.ZERO;

  private OutcomeLog(RunLogFields fields, boolean traced) {
    this.fields = fields;
    this.traced = traced;
  }

  static OutcomeLog open(Attempt attempt) {
    return new OutcomeLog(RunLogFields.open(attempt.run()), attempt.traced());
  }

  /** Whether a success of this attempt has a line. */
  static boolean logsSuccess(Attempt attempt) {
    return attempt.traced() || LOG.isDebugEnabled();
  }

  Duration took() {
    return since.time();
  }

  /** Logs how the attempt ended, after this time. */
  void ended(AttemptOutcome outcome, Duration took) {
    this.took = took;
    String type = outcome.run().jobType();
    switch (outcome) {
      case AttemptOutcome.Succeeded _ ->
          log(traced ? LOG.atInfo() : LOG.atDebug(), "succeeded", "{} succeeded", type);
      case AttemptOutcome.Retrying retrying -> ended(retrying, type);
      case AttemptOutcome.Dead dead -> ended(dead, type);
      case AttemptOutcome.Snoozed(_, Duration wait) ->
          info("snoozed", "{} snoozes for {} s", type, wait.toSeconds());
      case AttemptOutcome.HandedOver _ ->
          warn("handed_over", "{} is queued for another worker, because this one stops", type);
      case AttemptOutcome.Discarded(_, String reason) ->
          warn("discarded", "{} was discarded by its job: {}", type, reason);
      case AttemptOutcome.Cancelled _ -> info("cancelled", "{} was cancelled", type);
      case AttemptOutcome.AlreadyProcessed _ ->
          info("duplicate", "{} was processed by another delivery of this message", type);
      case AttemptOutcome.InProgress _ ->
          info("in_progress", "{} runs in another delivery of this message", type);
      case AttemptOutcome.WorkerWasLost _ ->
          warn("worker_lost", "{} was running when its worker was lost", type);
      case AttemptOutcome.Expired _ ->
          warn(
              "expired",
              "{} was not run: the time of its message is outside the retention period",
              type);
      case AttemptOutcome.LeftToSqs(_, var failure) ->
          error(
              "left_to_sqs",
              failure.thrown(),
              "{} failed ({}); SQS delivers it again",
              type,
              failure.kind());
      case AttemptOutcome.QueueFull _ ->
          warn("queue_full", "{} is left to SQS: the job queue is full", type);
      case AttemptOutcome.NotCommitted notCommitted -> ended(notCommitted, type);
    }
  }

  private void ended(AttemptOutcome.Retrying outcome, String type) {
    AttemptFailure failure = outcome.failure();
    long wait = outcome.delay().toSeconds();
    if (failure.thrown() instanceof InvalidMessageException invalid) {
      warn("retrying", "{} could not begin: {}; next attempt in {} s", type, invalid.title(), wait);
    } else {
      error(
          "retrying",
          failure.thrown(),
          "{} failed in attempt {} ({}); next attempt in {} s",
          type,
          outcome.attempt(),
          failure.kind(),
          wait);
    }
  }

  /** The violations quote the invalid message, so only the dead letter has them. */
  private void ended(AttemptOutcome.Dead outcome, String type) {
    AttemptFailure failure = outcome.failure();
    if (failure.thrown() instanceof InvalidMessageException invalid) {
      warn("dead", "{} is dead: {}; its dead letter lists every reason", type, invalid.title());
    } else {
      error(
          "dead",
          failure.thrown(),
          "{} failed in attempt {} ({}) and is dead: {}",
          type,
          outcome.attempt(),
          failure.kind(),
          outcome.reason());
    }
  }

  private void ended(AttemptOutcome.NotCommitted outcome, String type) {
    switch (outcome) {
      case AttemptOutcome.Stopped _ ->
          warn("stopped", "{} was interrupted because the worker stops", type);
      case AttemptOutcome.LeaseLost _ ->
          warn("lease_lost", "{} was rolled back: another worker has claimed its run", type);
      case AttemptOutcome.DatabaseUnavailable(_, Throwable cause) ->
          error("database_unavailable", cause, "{} was not run: the database is unavailable", type);
      case AttemptOutcome.NoConnection _ ->
          warn(
              "no_connection",
              "{} was not committed: other jobs used all connections for too long",
              type);
      case AttemptOutcome.ConnectionLost(_, Throwable cause) ->
          error(
              "connection_lost",
              cause,
              "{} was rolled back: its connection to the database was lost",
              type);
      case AttemptOutcome.EngineFault(_, Throwable cause) ->
          error("engine_fault", cause, "{} was not run: the worker itself failed", type);
    }
  }

  /** Removes the fields, because the thread then runs other jobs. */
  @Override
  public void close() {
    fields.close();
  }

  private void info(String outcome, String text, Object... arguments) {
    log(LOG.atInfo(), outcome, text, arguments);
  }

  private void warn(String outcome, String text, Object... arguments) {
    log(LOG.atWarn(), outcome, text, arguments);
  }

  private void error(String outcome, @Nullable Throwable cause, String text, Object... arguments) {
    log(LOG.atError().setCause(cause), outcome, text, arguments);
  }

  private void log(LoggingEventBuilder event, String outcome, String text, Object... arguments) {
    event
        .addKeyValue("outcome", outcome)
        .addKeyValue("duration_ms", took.toMillis())
        .log(text, arguments);
  }
}
