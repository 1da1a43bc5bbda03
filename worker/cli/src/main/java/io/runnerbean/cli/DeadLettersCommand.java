package io.runnerbean.cli;

import io.runnerbean.engine.admin.Administration;
import io.runnerbean.engine.admin.DeadLetterRedriver;
import io.runnerbean.engine.store.DeadLetter;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows, redrives and deletes dead letters. */
@Command(
    name = "dead-letters",
    mixinStandardHelpOptions = true,
    description =
        "Shows, redrives and deletes dead letters: what is kept of dead and discarded runs.",
    footer = {
      "",
      "Example:  ./runnerbean dead-letters list --type InsertJob",
      "          ./runnerbean dead-letters redrive 01a1ff3c-8a15-7012-982a-b9f4ac923d26",
      "",
      "If SQS also redrives its copy of a dead letter, there is still only one new run.",
      "The database is the same as for 'runnerbean sql'."
    })
final class DeadLettersCommand {

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists dead letters, the latest first.")
  int list(@Mixin PageOptions options) throws SQLException {
    int limit = options.limit();
    List<DeadLetter> page = redriver().list(options.type(), options.before(), limit);
    DeadLetterFormatter.table(page).print(System.out);
    if (page.size() == limit) {
      System.out.printf("more: --before %s%n", page.getLast().run().id());
    }
    return ExitCode.OK;
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Shows a dead letter with its payload and every failed attempt.")
  int show(@Parameters(paramLabel = "RUN") UUID run) throws SQLException {
    Administration administration = EnvironmentDatabase.administration();
    Optional<DeadLetter> letter = administration.redriver().find(run);
    if (letter.isEmpty()) {
      return DeadLetterFormatter.of(new DeadLetterRedriver.Result.NotFound()).print(run);
    }
    TextTable attempts = DeadLetterFormatter.attempts(administration.runs().attempts(run));
    return DeadLetterFormatter.print(letter.get(), attempts, System.out);
  }

  @Command(
      name = "redrive",
      mixinStandardHelpOptions = true,
      description = "Runs each dead letter again, as a new run.")
  int redrive(@Parameters(paramLabel = "RUN", arity = "1..*") List<UUID> runs)
      throws SQLException, InterruptedException {
    DeadLetterRedriver redriver = redriver();
    return RunAction.applyToAll(runs, run -> DeadLetterFormatter.of(redriver.redrive(run)));
  }

  @Command(
      name = "discard",
      mixinStandardHelpOptions = true,
      description = "Deletes each dead letter. Its run stays in the list of runs.")
  int discard(@Parameters(paramLabel = "RUN", arity = "1..*") List<UUID> runs)
      throws SQLException, InterruptedException {
    DeadLetterRedriver redriver = redriver();
    return RunAction.applyToAll(runs, run -> DeadLetterFormatter.of(redriver.delete(run)));
  }

  private static DeadLetterRedriver redriver() {
    return EnvironmentDatabase.administration().redriver();
  }
}
