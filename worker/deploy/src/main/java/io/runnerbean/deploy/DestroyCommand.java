package io.runnerbean.deploy;

import io.runnerbean.deploy.aws.Aws;
import io.runnerbean.deploy.console.Console;
import io.runnerbean.deploy.console.InterruptNotice;
import io.runnerbean.deploy.console.Polling;
import io.runnerbean.deploy.stack.EventFeed;
import io.runnerbean.deploy.stack.Stacks;
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

  DestroyCommand(Polling polling, BufferedReader in) {
    super(polling, in);
  }

  @Override
  void run(String name, Aws aws, Console console) {
    Stacks stacks = new Stacks(aws.formation(), polling(), new EventFeed(console, List::of));
    Teardown teardown = new Teardown(plan(name, aws), stacks, aws.sqs(), console);
    teardown.show(data);
    if (data) {
      console.insist("Type the name of the deployment to go on:", name);
    } else {
      console.agree("Type the name of the deployment to go on:", name);
    }
    try (InterruptNotice _ = InterruptNotice.ready()) {
      teardown.run(data);
    }
  }
}
