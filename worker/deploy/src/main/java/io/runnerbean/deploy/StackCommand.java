package io.runnerbean.deploy;

import io.runnerbean.deploy.aws.Aws;
import io.runnerbean.deploy.console.Console;
import io.runnerbean.deploy.console.Polling;
import java.io.BufferedReader;
import java.util.concurrent.Callable;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that works on one deployment. */
abstract class StackCommand implements Callable<Integer> {

  @Mixin private StackOptions options = new StackOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Polling polling;
  private final BufferedReader in;

  /**
   * A command with what its options do not set.
   *
   * @param in where the user's answers are read
   */
  StackCommand(Polling polling, BufferedReader in) {
    this.polling = polling;
    this.in = in;
  }

  @Override
  public final Integer call() {
    Console console = new Console(spec.commandLine().getOut(), in, options.assumesYes());
    String name = options.name();
    try (Aws aws = Aws.in(options.region())) {
      run(name, aws, console);
    }
    return ExitCode.OK;
  }

  /** Runs the command for the deployment with this name. */
  abstract void run(String name, Aws aws, Console console);

  Plan plan(String name, Aws aws) {
    return Plan.of(name, options.templates(), options.settings(), aws.formation());
  }

  Polling polling() {
    return polling;
  }
}
