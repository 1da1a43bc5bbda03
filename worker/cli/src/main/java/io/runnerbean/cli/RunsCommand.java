package io.runnerbean.cli;

import io.runnerbean.engine.control.Cancellation;
import io.runnerbean.engine.control.Retry;
import io.runnerbean.engine.ledger.Attempts;
import io.runnerbean.engine.ledger.History;
import io.runnerbean.engine.ledger.KeptPayloads;
import io.runnerbean.engine.ledger.PausedTypes;
import io.runnerbean.engine.ledger.RunFilter;
import io.runnerbean.engine.ledger.RunRow;
import io.runnerbean.engine.ledger.Runs;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows runs, wherever they stand, and lets a person change what becomes of them. */
@Command(
    name = "runs",
    mixinStandardHelpOptions = true,
    subcommands = EraseCommand.class,
    description = "Shows what runs, waits and has ended, and lets you change what becomes of it.",
    footer = {
      "",
      "Example:  ./runnerbean runs list --state retrying --type InsertJob",
      "          ./runnerbean runs show 01a1ff3c-8a15-7012-982a-b9f4ac923d26",
      "          ./runnerbean runs pause InsertJob",
      "",
      "The database is that of 'runnerbean sql'."
    })
final class RunsCommand {

  private static final String JSON = "as JSON, for programs";

  private final Runs runs = new Runs();

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists runs, the latest first.")
  int list(
      @Mixin PageOptions page,
      @Option(
              names = "--state",
              paramLabel = "STATE",
              description =
                  "only in this state: scheduled, waiting, running, retrying, succeeded, discarded, cancelled or dead")
          @Nullable String state,
      @Option(names = "--json", description = JSON) boolean json)
      throws SQLException {
    RunFilter filter = new RunFilter(page.type(), state, page.before(), page.limit());
    try (Connection connection = NamedDatabase.connect()) {
      RunPage found = new RunPage(runs.list(connection, filter), page.limit());
      if (json) {
        Json.print(found, System.out);
      } else {
        RunText.print(found, new PausedTypes().all(connection), System.out);
      }
    }
    return ExitCode.OK;
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Shows one with its attempts, and what its job told and returned.")
  int show(
      @Parameters(paramLabel = "RUN") UUID run,
      @Option(names = "--json", description = JSON) boolean json)
      throws SQLException {
    try (Connection connection = NamedDatabase.connect()) {
      Optional<RunRow> row = runs.find(connection, run);
      if (row.isEmpty()) {
        return Told.not(RunText.UNKNOWN).tell(run);
      }
      RunStory story =
          new RunStory(
              row.get(),
              Attempts.of(connection, run),
              runs.kept(connection, run).orElse(new Runs.Kept(null, null, null)));
      if (json) {
        Json.print(story, System.out);
      } else {
        RunText.print(story, System.out);
      }
    }
    return ExitCode.OK;
  }

  @Command(
      name = "retry",
      mixinStandardHelpOptions = true,
      description = "Has each tried at once, whether it waits for its time or has ended badly.")
  int retry(@Parameters(paramLabel = "RUN", arity = "1..*") List<UUID> ids)
      throws SQLException, InterruptedException {
    Retry retry = new Retry();
    return ToEach.of(ids, (connection, run) -> RunText.of(retry.retry(connection, run)));
  }

  @Command(
      name = "cancel",
      mixinStandardHelpOptions = true,
      description =
          "Ends each: one that waits never starts, and one that runs is interrupted and rolled back.")
  int cancel(@Parameters(paramLabel = "RUN", arity = "1..*") List<UUID> ids)
      throws SQLException, InterruptedException {
    Cancellation cancellation =
        new Cancellation(new History(Person.current(), KeptPayloads.FAILED));
    return ToEach.of(ids, new Cancelling(cancellation, runs)::cancel);
  }

  @Command(
      name = "pause",
      mixinStandardHelpOptions = true,
      description =
          "Keeps a job type from running. What runs goes on; what comes waits in the ledger.")
  int pause(@Parameters(paramLabel = "TYPE") String type) throws SQLException {
    try (Connection connection = NamedDatabase.connect()) {
      boolean paused = new PausedTypes().pause(connection, type, Person.current());
      System.out.println(type + (paused ? " is paused" : " was paused already"));
    }
    return ExitCode.OK;
  }

  @Command(
      name = "resume",
      mixinStandardHelpOptions = true,
      description = "Lets a paused job type run again.")
  int resume(@Parameters(paramLabel = "TYPE") String type) throws SQLException {
    try (Connection connection = NamedDatabase.connect()) {
      boolean resumed = new PausedTypes().resume(connection, type);
      System.out.println(type + (resumed ? " runs again" : " was not paused"));
    }
    return ExitCode.OK;
  }
}
