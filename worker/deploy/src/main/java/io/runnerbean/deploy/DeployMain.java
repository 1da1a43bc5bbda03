package io.runnerbean.deploy;

import io.runnerbean.deploy.console.ErrorHandler;
import io.runnerbean.deploy.console.Polling;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import picocli.CommandLine;

/** {@code deploy} and {@code destroy}. */
public final class DeployMain {

  private DeployMain() {}

  public static void main(String[] args) {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
    System.exit(commandLine(Polling.standard(), in).execute(args));
  }

  static CommandLine commandLine(Polling polling, BufferedReader in) {
    return new CommandLine(new Commands())
        .addSubcommand(new DeployCommand(polling, in))
        .addSubcommand(new DestroyCommand(polling, in))
        .setExecutionExceptionHandler(new ErrorHandler())
        .setUsageHelpAutoWidth(true);
  }

  @CommandLine.Command(name = "./runnerbean")
  private static final class Commands {}
}
