package io.runnerbean.engine.http;

import io.runnerbean.engine.dispatch.Outcome;
import io.runnerbean.engine.dispatch.RunId;
import io.runnerbean.engine.dispatch.Verdict;
import io.runnerbean.engine.ledger.Failure;
import java.time.Duration;
import java.util.UUID;

/**
 * Which status tells the daemon what: 200 makes it delete the message, anything else makes SQS
 * deliver it again.
 */
final class OutcomeAnswer {

  private OutcomeAnswer() {}

  static Answer to(Outcome outcome) {
    return named(outcome.run(), answer(outcome));
  }

  private static Answer answer(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Succeeded(_, boolean receipted) ->
          Answer.ok().with("state", "succeeded").with("receipt", receipt(receipted));
      case Outcome.AlreadyDone _ ->
          Answer.ok()
              .with("state", "settled")
              .with("receipt", "an earlier delivery's: this one did nothing");
      case Outcome.StillRunning _ ->
          Answer.problem(409, "Still running", "Another delivery of this message is at work.");
      case Outcome.Unknowable _ ->
          Answer.problem(
              400,
              "Cannot know",
              "The message's time is outside the receipts that are kept, so nobody can know whether it ran.");
      case Outcome.Admitted(_, Duration in) -> admitted(in);
      case Outcome.Replaced(_, Duration in, UUID earlier) ->
          admitted(in).with("replaces_run_id", earlier.toString());
      case Outcome.Needless(_, UUID winner) ->
          Answer.ok()
              .with("state", "discarded")
              .with("reason", "another run does the same work")
              .with("winner_run_id", winner.toString());
      case Outcome.Failed(_, int attempt, Failure failure, Verdict verdict) ->
          settled(verdict).with("attempt", attempt).with("error", failure.kind());
      case Outcome.Snoozed(_, Duration in) ->
          Answer.ok().with("state", "scheduled").with("due_in_seconds", in.toSeconds());
      case Outcome.Discarded(_, String reason) ->
          Answer.ok().with("state", "discarded").with("reason", reason);
      case Outcome.Cancelled _ -> Answer.ok().with("state", "cancelled");
      case Outcome.LeftToQueue(_, Failure failure) ->
          Answer.problem(
              500,
              "The job failed",
              failure.kind() + "; the worker's log has the trace under this run_id.");
      case Outcome.CustodyFull _ ->
          Answer.problem(
              503,
              "Custody is full",
              "What would have to wait in the ledger is not taken; try again.");
      case Outcome.Stopped _ -> Answer.draining();
      case Outcome.LeaseLost _ -> Answer.problem(409, "Lost", "Another worker has the run by now.");
      case Outcome.Unavailable _ ->
          Answer.problem(
              503, "The database is unavailable", "Nothing was counted as an attempt; try again.");
    };
  }

  private static Answer admitted(Duration in) {
    return Answer.ok()
        .with("state", in.isPositive() ? "scheduled" : "waiting")
        .with("due_in_seconds", in.toSeconds());
  }

  /** The ledger has the run: to SQS that is as good as success. */
  private static Answer settled(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Again(Duration in) ->
          Answer.ok().with("state", "retrying").with("due_in_seconds", in.toSeconds());
      case Verdict.Dead(String reason) -> Answer.ok().with("state", "dead").with("reason", reason);
    };
  }

  private static String receipt(boolean receipted) {
    return receipted
        ? "kept: a repeat of this message does nothing"
        : "none: a repeat of this request runs the job again";
  }

  private static Answer named(RunId run, Answer answer) {
    return answer.with("run_id", run.runId().toString()).with("job_type", run.jobType());
  }
}
