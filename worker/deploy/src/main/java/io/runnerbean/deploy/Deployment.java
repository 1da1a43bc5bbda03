package io.runnerbean.deploy;

import io.runnerbean.deploy.console.Console;
import io.runnerbean.deploy.environment.Health;
import io.runnerbean.deploy.environment.SmokeTest;
import io.runnerbean.deploy.stack.Layer;
import io.runnerbean.deploy.stack.StackSpec;
import io.runnerbean.deploy.stack.Stacks;
import io.runnerbean.deploy.version.Bundle;
import io.runnerbean.deploy.version.Versions;
import org.jspecify.annotations.Nullable;

/**
 * The way from a bundle to an environment in which a job has run. Each step finds out for itself
 * what is left to do, so that the same command goes on where another was broken off.
 *
 * @param smoke the job that is sent at the end; null: none
 */
record Deployment(
    Plan plan,
    Bundle bundle,
    Stacks stacks,
    Versions versions,
    Health health,
    SmokeTest smokeTest,
    @Nullable String smoke,
    Console console) {

  private static final String BOOTSTRAP = "DatabaseBootstrap";

  void run() {
    bring(plan.target(Layer.NETWORK));
    bring(plan.target(Layer.DATA));
    publish();
    bring(plan.worker(bundle.label()));
    health.await(worker());
    bring(plan.target(Layer.OBSERVABILITY));
    test();
    endBootstrap();
    tellWhatIsNext();
  }

  private void bring(StackSpec target) {
    console.say("%s", target.stack());
    if (!stacks.bring(target)) {
      console.say("  is as it should be");
    }
  }

  /** A version belongs to an application, which comes with the worker's stack. */
  private void publish() {
    stacks.settle(worker());
    if (stacks.find(worker()).isEmpty()) {
      bring(plan.application());
    }
    console.say("%s", bundle.zip().getFileName());
    versions.publish(stacks.output(worker(), "ApplicationName"), bundle);
  }

  private void test() {
    if (smoke != null) {
      String logGroup = stacks.output(Layer.OBSERVABILITY.of(plan.name()), "WorkerLogGroupName");
      console.say("smoke test");
      smokeTest.run(queue(), logGroup, smoke);
    }
  }

  /** Nobody needs the master's secret once the workers' user is there, which a job has shown. */
  private void endBootstrap() {
    boolean isAsked = plan.target(Layer.WORKER).values().containsKey(BOOTSTRAP);
    if (isAsked || !"true".equals(stacks.values(worker()).get(BOOTSTRAP))) {
      return;
    }
    if (smoke == null) {
      console.say(
          "no job has shown that the workers' user is there, so they may still read the master's secret; --set %s=false ends that",
          BOOTSTRAP);
    } else {
      console.say("taking the master's secret away from the workers");
      bring(plan.worker(bundle.label()).with(BOOTSTRAP, "false"));
    }
  }

  private String queue() {
    return stacks.output(Layer.DATA.of(plan.name()), "QueueUrl");
  }

  private String worker() {
    return Layer.WORKER.of(plan.name());
  }

  private void tellWhatIsNext() {
    console.say(
        """

        %s is deployed, and well. Send it a job:
          aws sqs send-message --queue-url %s --message-body '{"job_type":"InsertJob","data":"x"}'
        Its alarms and the dashboard %s are in CloudWatch; what to do about an alarm: docs/operations.md.
        The next version: ./runnerbean bundle, and the same command. All of it away again: ./runnerbean destroy --stack %s\
        """,
        plan.name(), queue(), Layer.OBSERVABILITY.of(plan.name()), plan.name());
  }
}
