package io.runnerbean.cli;

import io.runnerbean.engine.deadletter.Redrive;
import io.runnerbean.engine.deadletter.Redrive.Settled;
import io.runnerbean.engine.ledger.Attempts;
import io.runnerbean.engine.ledger.DeadLetter;
import io.runnerbean.engine.ledger.DeadLetters;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows and settles the runs that ended badly. */
@Command(
    name = "dead-letters",
    mixinStandardHelpOptions = true,
    description = "Shows the runs that ended badly, and runs them again or forgets them.",
    footer = {
      "",
      "Example:  ./runnerbean dead-letters list --type InsertJob",
      "          ./runnerbean dead-letters redrive 01a1ff3c-8a15-7012-982a-b9f4ac923d26",
      "",
      "A run that is redriven here runs once more, also if SQS's own redrive brings its copy back.",
      "The database is that of 'runnerbean sql'."
    })
final class DeadLettersCommand {

  private final DeadLetters letters = new DeadLetters();
  private final Redrive desk = new Redrive();

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists them, the latest first.")
  int list(@Mixin PageOptions options) throws SQLException {
    int limit = options.limit();
    try (Connection connection = NamedDatabase.connect()) {
      List<DeadLetter> page = letters.list(connection, options.type(), options.before(), limit);
      DeadLetterText.table(page).print(System.out);
      if (page.size() == limit) {
        System.out.printf("more: --before %s%n", page.getLast().run().runId());
      }
    }
    return ExitCode.OK;
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Shows one with its payload and every attempt.")
  int show(@Parameters(paramLabel = "RUN") UUID run) throws SQLException {
    try (Connection connection = NamedDatabase.connect()) {
      connection.setAutoCommit(false);
      Optional<DeadLetter> letter = letters.find(connection, run);
      if (letter.isEmpty()) {
        return DeadLetterText.of(new Settled.Unknown()).tell(run);
      }
      TextTable attempts = DeadLetterText.attempts(Attempts.of(connection, run));
      return DeadLetterText.print(letter.get(), attempts, System.out);
    }
  }

  @Command(
      name = "redrive",
      mixinStandardHelpOptions = true,
      description = "Has each run once more.")
  int redrive(@Parameters(paramLabel = "RUN", arity = "1..*") List<UUID> runs)
      throws SQLException, InterruptedException {
    return ToEach.of(runs, (connection, run) -> DeadLetterText.of(desk.redrive(connection, run)));
  }

  @Command(
      name = "discard",
      mixinStandardHelpOptions = true,
      description = "Forgets each; history still has the run.")
  int discard(@Parameters(paramLabel = "RUN", arity = "1..*") List<UUID> runs)
      throws SQLException, InterruptedException {
    return ToEach.of(runs, (connection, run) -> DeadLetterText.of(desk.discard(connection, run)));
  }
}
