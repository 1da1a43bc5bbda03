package io.runnerbean.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code runnerbean}. */
@Command(
    name = "runnerbean",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "Background jobs for AWS: messages arrive from SQS, job classes run, and Postgres commits their work.",
    subcommands = {
      ServeCommand.class,
      SqsdCommand.class,
      SendCommand.class,
      SqlCommand.class,
      RunsCommand.class,
      DeadLettersCommand.class,
      CronCommand.class,
      ConfigCommand.class,
      TokenCommand.class
    },
    footerHeading = "%nTo begin, in a checkout of the project:%n",
    footer = {
      "  ./runnerbean dev                              starts queue, database, worker",
      "  ./runnerbean send InsertJob '{\"data\":\"x\"}'     in another terminal",
      "  ./runnerbean sql 'select * from job_server_data'"
    })
public final class Runnerbean {

  static int execute(String[] args) {
    return commandLine().execute(args);
  }

  /** Returns the command line with the shipped subcommands and those in {@code more}. */
  public static CommandLine commandLine(Object... more) {
    Logging.configure();
    CommandLine command = new CommandLine(new Runnerbean());
    List.of(more).forEach(command::addSubcommand);
    return command
        .setExecutionExceptionHandler(new ErrorPrinter())
        .setOverwrittenOptionsAllowed(true)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true);
  }
}
