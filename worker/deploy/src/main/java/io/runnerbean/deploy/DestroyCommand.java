package io.runnerbean.deploy;

import io.runnerbean.deploy.aws.Aws;
import io.runnerbean.deploy.stack.News;
import io.runnerbean.deploy.stack.Stacks;
import io.runnerbean.deploy.told.Console;
import io.runnerbean.deploy.told.Tempo;
import java.io.BufferedReader;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Takes a deployment away, but its data only if that is said. */
@Command(
    name = "destroy",
    description = {
      "Takes the alarms and the workers of a deployment away. Its database, queue and network stay, with all that is in them.",
      "With --data they go too: a last snapshot of the database stays, and the queues, with their messages."
    },
    footer = {
      "",
      "  ./runnerbean destroy --stack beans",
      "  ./runnerbean destroy --stack beans --data"
    })
final class DestroyCommand implements Callable<Integer> {

  @Mixin private StackOptions options = new StackOptions();

  @Option(names = "--data", description = "take the database and the network away too")
  private boolean data;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Tempo tempo;
  private final BufferedReader in;

  DestroyCommand(Tempo tempo, BufferedReader in) {
    this.tempo = tempo;
    this.in = in;
  }

  @Override
  public Integer call() {
    Console console = new Console(spec.commandLine().getOut(), in, options.agrees());
    String name = options.name();
    try (Aws aws = Aws.in(options.region())) {
      Stacks stacks = new Stacks(aws.formation(), tempo, new News(console, List::of));
      Plan plan = Plan.of(name, options.templates(), options.settings(), aws.formation());
      Destruction destruction = new Destruction(plan, stacks, aws.sqs(), console);
      destruction.show(data);
      console.agree("Type the name of the deployment to go on:", name);
      destruction.run(data);
    }
    return ExitCode.OK;
  }
}
