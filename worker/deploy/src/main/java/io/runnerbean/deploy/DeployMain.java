package io.runnerbean.deploy;

import io.runnerbean.deploy.told.Failures;
import io.runnerbean.deploy.told.Tempo;
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
    System.exit(commandLine(Tempo.usual(), in).execute(args));
  }

  static CommandLine commandLine(Tempo tempo, BufferedReader in) {
    return new CommandLine(new Commands())
        .addSubcommand(new DeployCommand(tempo, in))
        .addSubcommand(new DestroyCommand(tempo, in))
        .setExecutionExceptionHandler(new Failures())
        .setUsageHelpAutoWidth(true);
  }

  @CommandLine.Command(name = "./runnerbean")
  private static final class Commands {}
}
