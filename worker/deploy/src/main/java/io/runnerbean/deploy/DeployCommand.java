package io.runnerbean.deploy;

import io.runnerbean.deploy.aws.Aws;
import io.runnerbean.deploy.console.Console;
import io.runnerbean.deploy.console.InterruptNotice;
import io.runnerbean.deploy.console.Polling;
import io.runnerbean.deploy.cost.Estimate;
import io.runnerbean.deploy.environment.EnvironmentEvents;
import io.runnerbean.deploy.environment.Health;
import io.runnerbean.deploy.environment.SmokeTest;
import io.runnerbean.deploy.stack.EventFeed;
import io.runnerbean.deploy.stack.Layer;
import io.runnerbean.deploy.stack.OrphanedQueues;
import io.runnerbean.deploy.stack.StackSpec;
import io.runnerbean.deploy.stack.Stacks;
import io.runnerbean.deploy.version.Bundle;
import io.runnerbean.deploy.version.Versions;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.pricing.PricingClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** Deploys the bundle, and the AWS resources that it needs. */
@Command(
    name = "deploy",
    description = {
      "Deploys the worker to Elastic Beanstalk, with its network, database, queue and alarms.",
      "Shows the changes and their cost, and asks before it changes anything. If it is interrupted, run the same command again: it continues."
    },
    footer = {
      "",
      "  ./runnerbean deploy --stack beans --region eu-west-1 --dry-run",
      "  ./runnerbean deploy --stack beans --set AlarmEmail=ann@example.org",
      "  ./runnerbean deploy --stack beans --set MaxInstances=20"
    })
final class DeployCommand extends StackCommand {

  @Option(names = "--zip", description = "the bundle (default: the newest one in target/)")
  private @Nullable Path zip;

  @Option(names = "--dry-run", description = "show the changes, and make none")
  private boolean dryRun;

  @Option(
      names = "--smoke",
      paramLabel = "JSON",
      defaultValue = "{\"job_type\":\"InsertJob\",\"data\":\"smoke test\"}",
      description = "the job to send at the end (default: an InsertJob)")
  private String smoke = "";

  @Option(
      names = "--no-smoke",
      description =
          "send no job at the end; new workers then keep the permission to read the master's secret")
  private boolean noSmoke;

  DeployCommand(Polling polling, BufferedReader in) {
    super(polling, in);
  }

  @Override
  void run(String name, Aws aws, Console console) {
    Bundle bundle = Bundle.of(zip == null ? BundleLocator.newest() : zip);
    printIdentity(aws, console);
    console.print("Reading templates and stacks …");
    Plan plan = plan(name, aws);
    EventFeed feed = eventFeed(name, aws, console);
    Stacks stacks = new Stacks(aws.formation(), polling(), feed);
    new OrphanedQueues(aws.sqs()).requireNone(plan.spec(Layer.DATA).stack(), stacks);
    preview(plan, bundle, stacks, console);
    printCosts(plan, stacks, aws, console);
    if (!dryRun) {
      console.confirm("Continue? Type yes:", "yes");
      try (InterruptNotice _ = InterruptNotice.install()) {
        deployment(plan, bundle, stacks, feed, aws, console).run();
      }
    }
  }

  private static void printIdentity(Aws aws, Console console) {
    GetCallerIdentityResponse caller = aws.caller();
    console.print("Account %s, %s, as %s", caller.account(), aws.region(), caller.arn());
  }

  private static void preview(Plan plan, Bundle bundle, Stacks stacks, Console console) {
    Preview preview = new Preview(stacks, console);
    for (Layer layer : Layer.values()) {
      preview.show(layer == Layer.WORKER ? plan.worker(bundle.label()) : plan.spec(layer));
    }
  }

  private static void printCosts(Plan plan, Stacks stacks, Aws aws, Console console) {
    Map<String, String> values = new HashMap<>();
    for (StackSpec spec : plan.specs().values()) {
      values.putAll(spec.effectiveValues(stacks.values(spec.stack())));
    }
    try (PricingClient prices = aws.prices()) {
      Estimate.of(values, prices, aws.region().id()).print(console);
    }
  }

  private Deployment deployment(
      Plan plan, Bundle bundle, Stacks stacks, EventFeed feed, Aws aws, Console console) {
    return new Deployment(
        plan,
        bundle,
        stacks,
        new Versions(aws.beanstalk(), aws.s3(), polling(), console),
        new Health(aws.beanstalk(), polling(), feed),
        new SmokeTest(aws.sqs(), aws.logs(), polling(), console),
        noSmoke ? null : smoke,
        console);
  }

  private static EventFeed eventFeed(String name, Aws aws, Console console) {
    return new EventFeed(
        console,
        new EnvironmentEvents(aws.beanstalk(), Layer.WORKER.stackName(name), Instant.now()));
  }
}
