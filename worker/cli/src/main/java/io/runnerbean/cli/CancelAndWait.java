package io.runnerbean.cli;

import io.runnerbean.engine.admin.RunCanceller;
import io.runnerbean.engine.admin.RunCanceller.Result;
import io.runnerbean.engine.admin.RunQueries;
import io.runnerbean.engine.admin.RunView;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Cancels a run, and waits up to 30 s until it has ended. */
record CancelAndWait(RunCanceller canceller, RunQueries runs) implements RunAction {

  /** A worker checks once a second, and its job may take a moment to roll back. */
  private static final Duration MAX_WAIT = Duration.ofSeconds(30);

  private static final Duration POLL_INTERVAL = Duration.ofMillis(200);

  @Override
  public CommandResult apply(UUID run) throws SQLException, InterruptedException {
    long began = System.nanoTime();
    Result result = canceller.cancel(run);
    if (result instanceof Result.Requested(String worker)) {
      System.out.println(run + "  asked " + worker + " to cancel it …");
    }
    while (result instanceof Result.Requested && System.nanoTime() - began < MAX_WAIT.toNanos()) {
      // It polls: a notification of the end of a run would be a part of every job's COMMIT.
      Thread.sleep(POLL_INTERVAL);
      result = canceller.cancel(run); // it may wait for its next attempt by now
    }
    return switch (result) {
      case Result.Ended() -> CommandResult.done("cancelled while it waited");
      case Result.Requested(String worker) ->
          CommandResult.notDone(
              "is not cancelled yet: %s did not answer within %d s"
                  .formatted(worker, MAX_WAIT.toSeconds()));
      case Result.NotActive() -> ended(runs.find(run));
    };
  }

  private static CommandResult ended(Optional<RunView> run) {
    if (run.isEmpty()) {
      return CommandResult.notDone(RunFormatter.NOT_FOUND);
    }
    String state = run.get().state();
    return state.equals("cancelled")
        ? CommandResult.done(state)
        : CommandResult.notDone("has ended: " + state);
  }
}
