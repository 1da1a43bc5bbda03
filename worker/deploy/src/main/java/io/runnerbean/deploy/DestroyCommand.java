package io.runnerbean.deploy;

import io.runnerbean.deploy.aws.Aws;
import io.runnerbean.deploy.stack.News;
import io.runnerbean.deploy.stack.Stacks;
import io.runnerbean.deploy.told.Console;
import io.runnerbean.deploy.told.LastWord;
import io.runnerbean.deploy.told.Tempo;
import java.io.BufferedReader;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Takes a deployment away, but its data only if that is said. */
@Command(
    name = "destroy",
    description = {
      "Takes the alarms and the workers of a deployment away. Its database, queue and network stay, with all that is in them.",
      "With --data they go too: a last snapshot of the database stays, and the queues, with their messages. The name must be typed then, even with --yes."
    },
    footer = {
      "",
      "  ./runnerbean destroy --stack beans",
      "  ./runnerbean destroy --stack beans --data"
    })
final class DestroyCommand extends StackCommand {

  @Option(names = "--data", description = "take the database and the network away too")
  private boolean data;

  DestroyCommand(Tempo tempo, BufferedReader in) {
    super(tempo, in);
  }

  @Override
  void run(String name, Aws aws, Console console) {
    Stacks stacks = new Stacks(aws.formation(), tempo(), new News(console, List::of));
    Destruction destruction = new Destruction(plan(name, aws), stacks, aws.sqs(), console);
    destruction.show(data);
    if (data) {
      console.insist("Type the name of the deployment to go on:", name);
    } else {
      console.agree("Type the name of the deployment to go on:", name);
    }
    try (LastWord _ = LastWord.ready()) {
      destruction.run(data);
    }
  }
}
