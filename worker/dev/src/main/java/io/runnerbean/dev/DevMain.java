package io.runnerbean.dev;

import io.runnerbean.bench.BenchCommand;
import io.runnerbean.bench.CapacityCommand;
import io.runnerbean.chaos.ChaosCommand;
import io.runnerbean.cli.Logging;
import io.runnerbean.cli.Runnerbean;

/** Runs all commands: those that ship, and those for developers. */
public final class DevMain {

  private DevMain() {}

  public static void main(String[] args) {
    int code =
        Runnerbean.commandLine(
                new DevCommand(),
                new BundleCommand(),
                new BenchCommand(),
                new ChaosCommand(),
                new CapacityCommand(),
                new TrainCommand())
            .execute(args);
    Logging.stop();
    System.exit(code);
  }
}
