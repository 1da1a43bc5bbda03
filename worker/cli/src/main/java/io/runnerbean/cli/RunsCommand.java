package io.runnerbean.cli;

import io.runnerbean.engine.admin.Administration;
import io.runnerbean.engine.admin.RunFilter;
import io.runnerbean.engine.admin.RunQueries;
import io.runnerbean.engine.admin.RunRetrier;
import io.runnerbean.engine.admin.RunView;
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

/** Shows, retries, cancels and erases runs, and pauses job types. */
@Command(
    name = "runs",
    mixinStandardHelpOptions = true,
    subcommands = EraseCommand.class,
    description =
        "Shows the runs that wait, run and have ended, and retries, cancels or pauses them.",
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
    Administration administration = EnvironmentDatabase.administration();
    RunPage found = new RunPage(administration.runs().list(filter), page.limit());
    if (json) {
      Json.print(found, System.out);
    } else {
      RunFormatter.print(found, administration.pauser().paused(), System.out);
    }
    return ExitCode.OK;
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description =
          "Shows one with its attempts, and what its job logged and returned. The message id of SQS will do.")
  int show(
      @Parameters(paramLabel = "RUN") UUID run,
      @Option(names = "--json", description = JSON) boolean json)
      throws SQLException {
    RunQueries runs = EnvironmentDatabase.administration().runs();
    Optional<RunView> found = runs.find(run);
    if (found.isEmpty()) {
      Optional<UUID> ofMessage = runs.findByMessage(run.toString());
      return ofMessage.isEmpty()
          ? CommandResult.notDone(RunFormatter.UNKNOWN).print(run)
          : show(ofMessage.get(), json);
    }
    UUID id = found.get().runId();
    RunDetails details =
        new RunDetails(
            found.get(),
            runs.attempts(id),
            runs.kept(id).orElse(new RunQueries.Kept(null, null, null, null, null)));
    if (json) {
      Json.print(details, System.out);
    } else {
      RunFormatter.print(details, System.out);
    }
    return ExitCode.OK;
  }

  @Command(
      name = "retry",
      mixinStandardHelpOptions = true,
      description = "Tries each again at once, whether it waits for its time or did not succeed.")
  int retry(@Parameters(paramLabel = "RUN", arity = "1..*") List<UUID> ids)
      throws SQLException, InterruptedException {
    RunRetrier retrier = EnvironmentDatabase.administration().retrier();
    return ForEachRun.of(ids, run -> RunFormatter.of(retrier.retry(run)));
  }

  @Command(
      name = "cancel",
      mixinStandardHelpOptions = true,
      description =
          "Cancels each: a waiting run never starts, a running one is interrupted and rolled back.")
  int cancel(@Parameters(paramLabel = "RUN", arity = "1..*") List<UUID> ids)
      throws SQLException, InterruptedException {
    Administration administration = EnvironmentDatabase.administration();
    return ForEachRun.of(
        ids,
        new CancelAndWait(administration.canceller(Operator.current()), administration.runs()));
  }

  @Command(
      name = "pause",
      mixinStandardHelpOptions = true,
      description = "Pauses a job type. Running jobs go on; other runs wait in the queue.")
  int pause(@Parameters(paramLabel = "TYPE") String type) throws SQLException {
    boolean paused = EnvironmentDatabase.administration().pauser().pause(type, Operator.current());
    System.out.println(type + (paused ? " is paused" : " was paused already"));
    return ExitCode.OK;
  }

  @Command(
      name = "resume",
      mixinStandardHelpOptions = true,
      description = "Resumes a paused job type.")
  int resume(@Parameters(paramLabel = "TYPE") String type) throws SQLException {
    boolean resumed = EnvironmentDatabase.administration().pauser().resume(type);
    System.out.println(type + (resumed ? " is resumed" : " was not paused"));
    return ExitCode.OK;
  }
}
