package io.runnerbean.cli;

import io.runnerbean.engine.admin.RunCanceller;
import io.runnerbean.engine.admin.RunCanceller.Result;
import io.runnerbean.engine.admin.RunQueries;
import io.runnerbean.engine.admin.RunView;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Cancels a run, and waits for its end, for a limited time. */
record CancelAndWait(RunCanceller canceller, RunQueries runs) implements ForEachRun {

  /** A worker checks once a second, and its job may take a moment to roll back. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /**
   * The time between two checks. Runs do not announce their end, because that would be a part of
   * every job's commit.
   */
  private static final Duration PAUSE = Duration.ofMillis(200);

  @Override
  public CommandResult apply(UUID run) throws SQLException, InterruptedException {
    long began = System.nanoTime();
    Result result = canceller.cancel(run);
    if (result instanceof Result.Requested(String worker)) {
      System.out.println(run + "  asked " + worker + " to end it …");
    }
    while (result instanceof Result.Requested && System.nanoTime() - began < PATIENCE.toNanos()) {
      Thread.sleep(PAUSE);
      result = canceller.cancel(run); // by now it may wait for another attempt
    }
    return switch (result) {
      case Result.Ended() -> CommandResult.done("cancelled before it began");
      case Result.Requested(String worker) ->
          CommandResult.notDone(
              "is being cancelled by %s, which has not answered yet".formatted(worker));
      case Result.NotFound() -> ended(runs.find(run));
    };
  }

  private static CommandResult ended(Optional<RunView> run) {
    if (run.isEmpty()) {
      return CommandResult.notDone(RunFormatter.UNKNOWN);
    }
    String state = run.get().state();
    return state.equals("cancelled")
        ? CommandResult.done(state)
        : CommandResult.notDone("has ended: " + state);
  }
}
