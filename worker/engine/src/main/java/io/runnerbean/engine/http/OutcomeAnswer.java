package io.runnerbean.engine.http;

import io.runnerbean.engine.dispatch.Outcome;
import io.runnerbean.engine.dispatch.RunId;

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
              .with("state", "succeeded")
              .with("receipt", "an earlier delivery's: this one did nothing");
      case Outcome.StillRunning _ ->
          Answer.problem(409, "Still running", "Another delivery of this message is at work.");
      case Outcome.Unknowable _ ->
          Answer.problem(
              400,
              "Cannot know",
              "The message's time is outside the receipts that are kept, so nobody can know whether it ran.");
      case Outcome.RetryAsked(_, String reason) ->
          Answer.problem(500, "The job asked for a retry", reason);
      case Outcome.Failed(_, Throwable failure) ->
          Answer.problem(
              500,
              "The job failed",
              failure.getClass().getSimpleName()
                  + "; the worker's log has the trace under this run_id.");
      case Outcome.Unavailable _ ->
          Answer.problem(
              503, "The database is unavailable", "Nothing was counted as an attempt; try again.");
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
