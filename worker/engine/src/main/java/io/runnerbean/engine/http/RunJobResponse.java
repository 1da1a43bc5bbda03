package io.runnerbean.engine.http;

import io.runnerbean.engine.delivery.DeliveryOutcome;
import io.runnerbean.engine.delivery.Disposition;
import io.runnerbean.engine.execution.AttemptOutcome;
import io.runnerbean.engine.execution.RunId;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.time.Duration;
import java.util.UUID;

/**
 * The answer to a delivery. After a status of 200 the daemon deletes the message. After any other,
 * SQS delivers it again.
 */
final class RunJobResponse {

  private RunJobResponse() {}

  /** Sends the answer for an outcome. */
  static void send(HttpServerExchange exchange, DeliveryOutcome outcome) {
    if (outcome
        instanceof
        DeliveryOutcome.Attempted(AttemptOutcome.Succeeded(RunId run, boolean identified))) {
      exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, JsonResponse.TYPE);
      exchange.getResponseSender().send(succeeded(run, identified));
    } else {
      to(outcome).send(exchange);
    }
  }

  /** The most frequent answer, without a tree of JSON. Nothing in it needs escapes. */
  static String succeeded(RunId run, boolean identified) {
    return "{\"state\":\"succeeded\",\"repeat\":\""
        + repeat(identified)
        + "\",\"run_id\":\""
        + run.id()
        + "\",\"job_type\":\""
        + run.jobType()
        + "\",\"status\":200}";
  }

  /**
   * The answer for an outcome.
   *
   * @throws IllegalStateException if status and disposition disagree on whether the daemon deletes
   *     the message
   */
  static JsonResponse to(DeliveryOutcome outcome) {
    JsonResponse response = describe(outcome);
    if ((response.status() == 200) != (outcome.disposition() == Disposition.DELETE)) {
      throw new IllegalStateException(
          "status %d contradicts disposition %s"
              .formatted(response.status(), outcome.disposition()));
    }
    return response;
  }

  private static JsonResponse describe(DeliveryOutcome outcome) {
    return switch (outcome) {
      case DeliveryOutcome.Attempted(AttemptOutcome attempt) ->
          named(attempt.run(), toAttempt(attempt));
      case DeliveryOutcome.Enqueued(RunId run, Duration wait) -> named(run, queued(wait));
      case DeliveryOutcome.Replaced(RunId run, Duration wait, UUID earlier) ->
          named(run, queued(wait)).with("replaces_run_id", earlier.toString());
      case DeliveryOutcome.DuplicateWork(RunId run, UUID winner) ->
          named(run, JsonResponse.ok().with("state", "discarded"))
              .with("reason", "another run has the same unique key")
              .with("winner_run_id", winner.toString());
      case DeliveryOutcome.Ignored(String what) ->
          JsonResponse.ok().with("state", "ignored").with("reason", "it is " + what);
      case DeliveryOutcome.Rejected(var fault) -> JsonResponse.invalid(fault);
      case DeliveryOutcome.TooBusy(String why) -> JsonResponse.tooBusy(why);
      case DeliveryOutcome.Failed _ -> JsonResponse.workerFailed();
    };
  }

  private static JsonResponse toAttempt(AttemptOutcome attempt) {
    return switch (attempt) {
      case AttemptOutcome.Succeeded(_, boolean identified) ->
          JsonResponse.ok().with("state", "succeeded").with("repeat", repeat(identified));
      case AttemptOutcome.AlreadyProcessed _ ->
          JsonResponse.ok()
              .with("state", "duplicate")
              .with("detail", "already processed by an earlier delivery");
      case AttemptOutcome.InProgress _ ->
          JsonResponse.problem(409, "In progress", "Another delivery of this message is running.");
      case AttemptOutcome.WorkerWasLost _ ->
          JsonResponse.problem(503, "Worker lost", "The run could not be queued; try again.");
      case AttemptOutcome.Expired _ ->
          JsonResponse.problem(
              400,
              "Message time out of range",
              "The time of the message is outside the retention period, so it may have run before.");
      case AttemptOutcome.Retrying(_, int number, var failure, Duration wait) ->
          JsonResponse.ok()
              .with("state", "retrying")
              .with("due_in_seconds", wait.toSeconds())
              .with("attempt", number)
              .with("error", failure.kind());
      case AttemptOutcome.Dead(_, int number, var failure, String reason) ->
          JsonResponse.ok()
              .with("state", "dead")
              .with("reason", reason)
              .with("attempt", number)
              .with("error", failure.kind());
      case AttemptOutcome.Snoozed(_, Duration wait) ->
          JsonResponse.ok().with("state", "scheduled").with("due_in_seconds", wait.toSeconds());
      case AttemptOutcome.HandedOver _ -> queued(Duration.ZERO);
      case AttemptOutcome.Discarded(_, String reason) ->
          JsonResponse.ok().with("state", "discarded").with("reason", reason);
      case AttemptOutcome.Cancelled _ -> JsonResponse.ok().with("state", "cancelled");
      case AttemptOutcome.LeftToSqs(_, var failure) ->
          JsonResponse.problem(
              500,
              "The job failed",
              failure.kind() + "; the worker's log has the stack trace under this run_id.");
      case AttemptOutcome.QueueFull _ ->
          JsonResponse.problem(
              503, "Job queue full", "The job queue takes no further run; try again.");
      case AttemptOutcome.NotCommitted notCommitted -> toNotCommitted(notCommitted);
    };
  }

  private static JsonResponse toNotCommitted(AttemptOutcome.NotCommitted outcome) {
    return switch (outcome) {
      case AttemptOutcome.Stopped _ -> JsonResponse.draining();
      case AttemptOutcome.LeaseLost _ ->
          JsonResponse.problem(409, "Lease lost", "Another worker has claimed the run.");
      case AttemptOutcome.DatabaseUnavailable _ ->
          JsonResponse.problem(
              503, "Database unavailable", "The attempt is not counted; try again.");
      case AttemptOutcome.NoConnection _ ->
          JsonResponse.tooBusy(
              "No connection to the database became free; the attempt is not counted.");
      case AttemptOutcome.ConnectionLost _ ->
          JsonResponse.problem(
              503, "Database connection lost", "The attempt is not counted; try again.");
      case AttemptOutcome.EngineFault _ ->
          JsonResponse.problem(
              503,
              "The worker failed",
              "The attempt is not counted; the worker's log has the stack trace.");
    };
  }

  private static JsonResponse queued(Duration wait) {
    return JsonResponse.ok()
        .with("state", wait.isPositive() ? "scheduled" : "waiting")
        .with("due_in_seconds", wait.toSeconds());
  }

  private static String repeat(boolean identified) {
    return identified
        ? "does nothing: the run is recorded"
        : "runs the job again: the request has no message id and no Idempotency-Key";
  }

  private static JsonResponse named(RunId run, JsonResponse response) {
    return response.with("run_id", run.id().toString()).with("job_type", run.jobType());
  }
}
