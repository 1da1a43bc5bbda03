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
 * The steps from a bundle to an environment that has run a job. Each step finds out what is left to
 * do, so the same command continues an interrupted deployment.
 *
 * @param smoke the job to send at the end; null for none
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
    deploy(plan.spec(Layer.NETWORK));
    deploy(plan.spec(Layer.DATA));
    publish();
    deploy(plan.worker(bundle.label()));
    health.await(worker());
    deploy(plan.spec(Layer.OBSERVABILITY));
    test();
    endBootstrap();
    printNextSteps();
  }

  private void deploy(StackSpec spec) {
    console.print("%s", spec.stack());
    if (!stacks.deploy(spec)) {
      console.print("  no changes");
    }
  }

  /** A version belongs to an application, which is part of the worker's stack. */
  private void publish() {
    stacks.finishPrevious(worker());
    if (stacks.find(worker()).isEmpty()) {
      deploy(plan.application());
    }
    console.print("%s", bundle.zip().getFileName());
    versions.publish(stacks.output(worker(), "ApplicationName"), bundle);
  }

  private void test() {
    if (smoke != null) {
      String logGroup =
          stacks.output(Layer.OBSERVABILITY.stackName(plan.name()), "WorkerLogGroupName");
      console.print("smoke test");
      smokeTest.run(queue(), logGroup, smoke);
    }
  }

  /** A job that succeeded has shown that the workers' own user exists. */
  private void endBootstrap() {
    boolean isSetByUser = plan.spec(Layer.WORKER).values().containsKey(BOOTSTRAP);
    if (isSetByUser || !"true".equals(stacks.values(worker()).get(BOOTSTRAP))) {
      return;
    }
    if (smoke == null) {
      console.print(
          "No job has shown that the workers' database user exists, so workers may still read the master's secret. To remove that permission: --set %s=false",
          BOOTSTRAP);
    } else {
      console.print("removing the workers' permission to read the master's secret");
      deploy(plan.worker(bundle.label()).with(BOOTSTRAP, "false"));
    }
  }

  private String queue() {
    return stacks.output(Layer.DATA.stackName(plan.name()), "QueueUrl");
  }

  private String worker() {
    return Layer.WORKER.stackName(plan.name());
  }

  private void printNextSteps() {
    console.print(
        """

        %s is deployed and healthy. Send it a job:
          aws sqs send-message --queue-url %s --message-body '{"job_type":"InsertJob","data":"x"}'
        Alarms and the dashboard %s are in CloudWatch. docs/operations.md explains each alarm.
        To deploy a new version: ./runnerbean bundle, then the same command. To remove all of it: ./runnerbean destroy --stack %s\
        """,
        plan.name(), queue(), Layer.OBSERVABILITY.stackName(plan.name()), plan.name());
  }
}
