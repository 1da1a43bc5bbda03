package io.runnerbean.cli;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import picocli.CommandLine.ExitCode;

/** An action of a command on one run. */
@FunctionalInterface
interface RunAction {

  CommandResult apply(UUID run) throws SQLException, InterruptedException;

  /** Applies the action to each run, prints each result, and returns the highest exit code. */
  static int applyToAll(List<UUID> runs, RunAction action)
      throws SQLException, InterruptedException {
    int highest = ExitCode.OK;
    for (UUID run : runs) {
      highest = Math.max(highest, action.apply(run).print(run));
    }
    return highest;
  }
}
