package io.runnerbean.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A deployment that something stops: what is told, and how the same command goes on. */
class FailedDeployTest extends WithStubAws {

  @ParameterizedTest(name = "{0}")
  @DisplayName(
      "a stack that fails is named, with its resource and the reason; the same command goes on")
  @ValueSource(strings = {"beans-network", "beans-data", "beans-worker", "beans-observability"})
  void namesWhatFailed(String stack) {
    aws.failOnce(stack, "it is too big");
    Ran ran = deploy();
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err())
        .contains("The stack " + stack + " is as it was before", "Broken", "it is too big")
        .contains("run the same command again")
        .doesNotContain("cancelled");
    assertThat(deploy().code()).isZero();
    assertThat(aws.isThere(stack)).isTrue();
  }

  @Test
  @DisplayName("an update that fails is taken back, and named")
  void namesAFailedUpdate() {
    var _ = deploy();
    aws.failOnce("beans-data", "no room");
    Ran ran = deploy("--set", "DbStorage=30");
    assertThat(ran.err())
        .contains("beans-data is as it was before (UPDATE_ROLLBACK_COMPLETE)", "no room");
    assertThat(aws.parameter("beans-data", "DbStorage")).isEqualTo("20");
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("a call that AWS refuses is named; the same command goes on from there")
  @ValueSource(
      strings = {
        "sts GetCallerIdentity",
        "cloudformation GetTemplateSummary",
        "cloudformation CreateChangeSet beans-data",
        "cloudformation ExecuteChangeSet beans-worker",
        "elasticbeanstalk CreateStorageLocation",
        "elasticbeanstalk DescribeApplicationVersions",
        "s3 PutObject",
        "elasticbeanstalk DescribeEnvironments",
        "sqs SendMessage",
        "logs FilterLogEvents"
      })
  void goesOnAfterARefusal(String line) {
    aws.refuseOnce(line);
    Ran ran = deploy();
    assertThat(ran.code()).as(ran.out()).isEqualTo(1);
    assertThat(ran.err()).contains("refused", "AccessDenied");
    Ran again = deploy();
    assertThat(again.err()).isEmpty();
    assertThat(again.code()).isZero();
    assertThat(changes())
        .filteredOn(call -> call.startsWith("cloudformation Execute"))
        .as("nothing is made twice")
        .hasSize(6);
  }

  @Test
  @DisplayName("a stack that is still being changed is waited for")
  void waitsForAnEarlierTry() {
    var _ = deploy();
    aws.leaveInProgress("beans-worker");
    Ran ran = deploy();
    assertThat(ran.out())
        .contains("beans-worker: is being changed (UPDATE_IN_PROGRESS); that is waited for");
    assertThat(ran.code()).isZero();
  }

  @Test
  @DisplayName("one that was interrupted goes on where it was, and makes nothing twice")
  void goesOnAfterAnInterruption() throws Exception {
    List<Ran> ran = new ArrayList<>();
    Thread first = Thread.ofPlatform().start(() -> ran.add(deploy()));
    aws.awaitCall("cloudformation ExecuteChangeSet beans-data");
    first.interrupt();
    first.join();
    assertThat(ran.getFirst().err()).contains("same command");
    assertThat(changes()).doesNotContain("s3 PutObject");
    assertThat(deploy().code()).isZero();
    assertThat(changes()).filteredOn(call -> call.startsWith("cloudformation Execute")).hasSize(6);
  }

  @Test
  @DisplayName("a bundle that Beanstalk refuses does not come near the environment")
  void stopsAtABadBundle() {
    aws.processed("FAILED");
    Ran ran = deploy();
    assertThat(ran.err())
        .contains("Beanstalk refuses the version 1.2-", ".ebextensions or cron.yaml");
    assertThat(aws.parameter("beans-worker", "VersionLabel")).isEmpty();
  }

  @Test
  @DisplayName("an environment that does not get well is told, with its causes")
  void tellsIllness() {
    aws.health("Red");
    Ran ran = deploy(IMPATIENT);
    assertThat(ran.err()).contains("beans-worker is not well: Command failed on all instances.");
  }

  @Test
  @DisplayName("a job that fails, or is not logged, fails the deployment")
  void showsAFailedJob() {
    aws.workerLogs("dead", "InsertJob failed in attempt 3 (no such table) and is dead");
    assertThat(deploy().err())
        .contains("The job failed", "no such table")
        .doesNotContain("has not been logged");
    aws.workerLogs("dead", "InsertJob is dead: it has no data");
    assertThat(deploy().err()).contains("The job failed", "it has no data");
    aws.workerLogs("retrying", "InsertJob failed in attempt 1; next attempt in 5 s");
    Ran ran = deploy(IMPATIENT);
    assertThat(ran.err()).contains("has not been logged as succeeded");
    assertThat(ran.out()).containsOnlyOnce("next attempt in 5 s");
    assertThat(aws.parameter("beans-worker", "DatabaseBootstrap")).isEqualTo("true");
    assertThat(deploy(IMPATIENT, "--set", "WorkerLogGroup=another").err())
        .contains("has not been logged as succeeded in another");
  }

  @Test
  @DisplayName(
      "without a job that shows the workers' user, they keep the master's secret, and it says so")
  void keepsTheMastersSecretWithoutASmokeTest() {
    assertThat(deploy("--no-smoke").out()).contains("--set DatabaseBootstrap=false ends that");
    assertThat(aws.parameter("beans-worker", "DatabaseBootstrap")).isEqualTo("true");
  }

  @Test
  @DisplayName("an earlier try that is failing is waited for, named, and gone on from")
  void goesOnFromAFailingTry() {
    var _ = deploy();
    aws.leaveFailing("beans-data", "no room");
    Ran ran = deploy();
    assertThat(ran.out()).contains("Broken", "UPDATE_FAILED: no room");
    assertThat(ran.code()).isZero();
  }

  @Test
  @DisplayName("where only a person can go on, that is said, and why")
  void tellsWhenItIsStuck() {
    var _ = deploy();
    aws.leaveStuck("beans-data", "no room");
    assertThat(deploy().err())
        .contains("beans-data could not be taken back: Broken (AWS::A::B): no room")
        .contains("Continue update rollback");
  }

  @Test
  @DisplayName("queues that an earlier deployment has left are named before anything is made")
  void doesNotBeginBesideOldQueues() {
    aws.keepQueues();
    assertThat(deploy().err())
        .contains("has left its queues", "aws sqs delete-queue --queue-url https://sqs.");
    assertThat(changes()).isEmpty();
  }

  @Test
  @DisplayName("these are the names of the queues in the template")
  void knowsTheNamesOfQueues() throws Exception {
    assertThat(Files.readString(Path.of("../../cloudformation/data.yaml")))
        .contains("QueueName: !Sub ${AWS::StackName}-jobs\n")
        .contains("QueueName: !Sub ${AWS::StackName}-dead\n");
  }
}
