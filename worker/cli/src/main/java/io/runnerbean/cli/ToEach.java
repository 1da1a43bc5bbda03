package io.runnerbean.cli;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import picocli.CommandLine.ExitCode;

/** What is done to each of the runs that a person named. */
@FunctionalInterface
interface ToEach {

  Told done(Connection connection, UUID run) throws SQLException, InterruptedException;

  /** Does it, tells of each run, and returns what the command ends with: the worst. */
  static int of(List<UUID> runs, ToEach what) throws SQLException, InterruptedException {
    try (Connection connection = NamedDatabase.connect()) {
      int worst = ExitCode.OK;
      for (UUID run : runs) {
        worst = Math.max(worst, what.done(connection, run).tell(run));
      }
      return worst;
    }
  }
}
