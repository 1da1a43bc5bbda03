package io.runnerbean.cli;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import picocli.CommandLine.ExitCode;

/** A command that is applied to each of the given runs. */
@FunctionalInterface
interface ForEachRun {

  CommandResult apply(UUID run) throws SQLException, InterruptedException;

  /** Applies the command to each run, prints each result, and returns the worst exit code. */
  static int of(List<UUID> runs, ForEachRun command) throws SQLException, InterruptedException {
    int worst = ExitCode.OK;
    for (UUID run : runs) {
      worst = Math.max(worst, command.apply(run).print(run));
    }
    return worst;
  }
}
