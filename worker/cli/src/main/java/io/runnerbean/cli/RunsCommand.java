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
    description = "Shows, retries, cancels and erases runs, and pauses job types.",
    footer = {
      "",
      "Example:  ./runnerbean runs list --state retrying --type InsertJob",
      "          ./runnerbean runs show 01a1ff3c-8a15-7012-982a-b9f4ac923d26",
      "          ./runnerbean runs pause InsertJob",
      "",
      "The database is the same as for 'runnerbean sql'."
    })
final class RunsCommand {

  private static final String JSON = "print JSON";

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
                  "show only runs in this state: scheduled, waiting, running, retrying, succeeded, discarded, cancelled or dead")
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
          "Shows a run with its failed attempts, its log and its result. RUN may also be the message id of SQS.")
  int show(
      @Parameters(paramLabel = "RUN") UUID run,
      @Option(names = "--json", description = JSON) boolean json)
      throws SQLException {
    RunQueries runs = EnvironmentDatabase.administration().runs();
    Optional<RunView> found = runs.find(run);
    if (found.isEmpty()) {
      Optional<UUID> ofMessage = runs.findByMessage(run.toString());
      return ofMessage.isEmpty()
          ? CommandResult.notDone(RunFormatter.NOT_FOUND).print(run)
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
      description = "Retries each run at once, if it waits for its time or ended without success.")
  int retry(@Parameters(paramLabel = "RUN", arity = "1..*") List<UUID> ids)
      throws SQLException, InterruptedException {
    RunRetrier retrier = EnvironmentDatabase.administration().retrier();
    return RunAction.applyToAll(ids, run -> RunFormatter.of(retrier.retry(run)));
  }

  @Command(
      name = "cancel",
      mixinStandardHelpOptions = true,
      description =
          "Cancels each run. A waiting run never starts; a running one is interrupted and rolled back.")
  int cancel(@Parameters(paramLabel = "RUN", arity = "1..*") List<UUID> ids)
      throws SQLException, InterruptedException {
    Administration administration = EnvironmentDatabase.administration();
    return RunAction.applyToAll(
        ids,
        new CancelAndWait(administration.canceller(Operator.current()), administration.runs()));
  }

  @Command(
      name = "pause",
      mixinStandardHelpOptions = true,
      description = "Pauses a job type. Running jobs continue; other runs wait in the job queue.")
  int pause(@Parameters(paramLabel = "TYPE") String typed, @Mixin TypeArgument names)
      throws SQLException {
    String type = names.canonical(typed);
    boolean paused = EnvironmentDatabase.administration().pauser().pause(type, Operator.current());
    System.out.println(type + (paused ? " is paused" : " was already paused"));
    return ExitCode.OK;
  }

  @Command(
      name = "resume",
      mixinStandardHelpOptions = true,
      description = "Resumes a paused job type.")
  int resume(@Parameters(paramLabel = "TYPE") String typed, @Mixin TypeArgument names)
      throws SQLException {
    String type = names.canonical(typed);
    boolean resumed = EnvironmentDatabase.administration().pauser().resume(type);
    System.out.println(type + (resumed ? " is resumed" : " was not paused"));
    return ExitCode.OK;
  }
}
