package io.runnerbean.cli;

import io.runnerbean.engine.control.Cancellation;
import io.runnerbean.engine.control.Cancellation.Answer;
import io.runnerbean.engine.ledger.RunRow;
import io.runnerbean.engine.ledger.Runs;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Cancels a run, and stays to see what comes of it. */
record Cancelling(Cancellation cancellation, Runs runs) {

  /** A worker looks every second, and its job may take a moment to roll back. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** A run's end notifies nobody: it would be a part of every job's commit. So one looks. */
  private static final Duration LOOK = Duration.ofMillis(200);

  Told cancel(Connection connection, UUID run) throws SQLException, InterruptedException {
    long began = System.nanoTime();
    Answer answer = cancellation.cancel(connection, run);
    if (answer instanceof Answer.Told(String worker)) {
      System.out.println(run + "  asked " + worker + " to end it …");
    }
    while (answer instanceof Answer.Told && System.nanoTime() - began < PATIENCE.toNanos()) {
      Thread.sleep(LOOK);
      answer = cancellation.cancel(connection, run); // it may wait for another attempt by now
    }
    return switch (answer) {
      case Answer.Ended() -> Told.done("cancelled before it began");
      case Answer.Told(String worker) ->
          Told.not("is being cancelled by %s, which has not answered yet".formatted(worker));
      case Answer.NotThere() -> ended(runs.find(connection, run));
    };
  }

  private static Told ended(Optional<RunRow> run) {
    if (run.isEmpty()) {
      return Told.not(RunText.UNKNOWN);
    }
    String state = run.get().state();
    return state.equals("cancelled") ? Told.done(state) : Told.not("has ended: " + state);
  }
}
