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

/** Deletes a deployment. It deletes the data only with {@code --data}. */
@Command(
    name = "destroy",
    description = {
      "Deletes the alarms and the workers of a deployment. Keeps its database, queue and network, with all data.",
      "With --data it also deletes the database and the network. It keeps a last snapshot of the database, and the queues with their messages. You must then type the name, even with --yes."
    },
    footer = {
      "",
      "  ./runnerbean destroy --stack beans",
      "  ./runnerbean destroy --stack beans --data"
    })
final class DestroyCommand extends StackCommand {

  @Option(names = "--data", description = "delete the database and the network too")
  private boolean data;

  DestroyCommand(Polling polling, BufferedReader in) {
    super(polling, in);
  }

  @Override
  void run(String name, Aws aws, Console console) {
    Stacks stacks = new Stacks(aws.formation(), polling(), new EventFeed(console, List::of));
    Teardown teardown = new Teardown(plan(name, aws), stacks, aws.sqs(), console);
    teardown.preview(data);
    if (data) {
      console.confirmAlways("Type the name of the deployment to continue:", name);
    } else {
      console.confirm("Type the name of the deployment to continue:", name);
    }
    try (InterruptNotice _ = InterruptNotice.install()) {
      teardown.run(data);
    }
  }
}
