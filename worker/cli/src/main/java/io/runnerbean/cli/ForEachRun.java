package io.runnerbean.cli;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import picocli.CommandLine.ExitCode;

/** What a command does with each of the runs that it was given. */
@FunctionalInterface
interface ForEachRun {

  CommandResult apply(UUID run) throws SQLException, InterruptedException;

  /** Does it, prints each result, and returns the exit code: the worst. */
  static int of(List<UUID> runs, ForEachRun command) throws SQLException, InterruptedException {
    int worst = ExitCode.OK;
    for (UUID run : runs) {
      worst = Math.max(worst, command.apply(run).print(run));
    }
    return worst;
  }
}
