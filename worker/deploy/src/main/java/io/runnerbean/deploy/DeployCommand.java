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

/** Deploys the bundle, and all that it needs. */
@Command(
    name = "deploy",
    description = {
      "Deploys the worker to Elastic Beanstalk, with its network, database, queue and alarms.",
      "Shows what would change and what it costs, and asks before it changes anything. What was broken off goes on with the same command."
    },
    footer = {
      "",
      "  ./runnerbean deploy --stack beans --region eu-west-1 --dry-run",
      "  ./runnerbean deploy --stack beans --set AlarmEmail=ann@example.org",
      "  ./runnerbean deploy --stack beans --set MaxInstances=20"
    })
final class DeployCommand extends StackCommand {

  @Option(
      names = "--zip",
      description = "the bundle (default: the newest that './runnerbean bundle' has built)")
  private @Nullable Path zip;

  @Option(names = "--dry-run", description = "show what would be done, and change nothing")
  private boolean dry;

  @Option(
      names = "--smoke",
      paramLabel = "JSON",
      defaultValue = "{\"job_type\":\"InsertJob\",\"data\":\"smoke test\"}",
      description = "the job that is sent at the end (default: an InsertJob)")
  private String smoke = "";

  @Option(
      names = "--no-smoke",
      description =
          "send no job at the end; new workers then keep the right to read the master's secret")
  private boolean silent;

  DeployCommand(Polling polling, BufferedReader in) {
    super(polling, in);
  }

  @Override
  void run(String name, Aws aws, Console console) {
    Bundle bundle = Bundle.of(zip == null ? BundleLocator.newestBundle() : zip);
    tellWhere(aws, console);
    console.say("Looking at templates and stacks …");
    Plan plan = plan(name, aws);
    EventFeed news = news(name, aws, console);
    Stacks stacks = new Stacks(aws.formation(), polling(), news);
    new OrphanedQueues(aws.sqs()).requireNone(plan.target(Layer.DATA).stack(), stacks);
    show(plan, bundle, stacks, console);
    showCosts(plan, stacks, aws, console);
    if (!dry) {
      console.agree("Go on? Type yes:", "yes");
      try (InterruptNotice _ = InterruptNotice.ready()) {
        deployment(plan, bundle, stacks, news, aws, console).run();
      }
    }
  }

  private static void tellWhere(Aws aws, Console console) {
    GetCallerIdentityResponse caller = aws.caller();
    console.say("Account %s, %s, as %s", caller.account(), aws.region(), caller.arn());
  }

  private static void show(Plan plan, Bundle bundle, Stacks stacks, Console console) {
    Preview preview = new Preview(stacks, console);
    for (Layer layer : Layer.values()) {
      preview.show(layer == Layer.WORKER ? plan.worker(bundle.label()) : plan.target(layer));
    }
  }

  private static void showCosts(Plan plan, Stacks stacks, Aws aws, Console console) {
    Map<String, String> values = new HashMap<>();
    for (StackSpec target : plan.targets().values()) {
      values.putAll(target.outlook(stacks.values(target.stack())));
    }
    try (PricingClient prices = aws.prices()) {
      Estimate.of(values, prices, aws.region().id()).show(console);
    }
  }

  private Deployment deployment(
      Plan plan, Bundle bundle, Stacks stacks, EventFeed news, Aws aws, Console console) {
    return new Deployment(
        plan,
        bundle,
        stacks,
        new Versions(aws.beanstalk(), aws.s3(), polling(), console),
        new Health(aws.beanstalk(), polling(), news),
        new SmokeTest(aws.sqs(), aws.logs(), polling(), console),
        silent ? null : smoke,
        console);
  }

  private static EventFeed news(String name, Aws aws, Console console) {
    return new EventFeed(
        console, new EnvironmentEvents(aws.beanstalk(), Layer.WORKER.of(name), Instant.now()));
  }
}
