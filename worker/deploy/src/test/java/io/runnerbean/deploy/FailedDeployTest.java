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

/** Failed and interrupted deployments: their messages, and how the same command continues. */
class FailedDeployTest extends WithStubAws {

  @ParameterizedTest(name = "{0}")
  @DisplayName(
      "a failed stack is named, with its resource and the reason; the same command continues")
  @ValueSource(strings = {"beans-network", "beans-data", "beans-worker", "beans-observability"})
  void namesTheFailedStack(String stack) {
    aws.failOnce(stack, "it is too big");
    Result result = deploy();
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err())
        .contains("CloudFormation rolled back stack " + stack, "Broken", "it is too big")
        .contains("run the same command again")
        .doesNotContain("cancelled");
    assertThat(deploy().code()).isZero();
    assertThat(aws.exists(stack)).isTrue();
  }

  @Test
  @DisplayName("a failed update is rolled back and named")
  void namesAFailedUpdate() {
    var _ = deploy();
    aws.failOnce("beans-data", "no room");
    Result result = deploy("--set", "DbStorage=30");
    assertThat(result.err())
        .contains("rolled back stack beans-data (UPDATE_ROLLBACK_COMPLETE)", "no room");
    assertThat(aws.parameter("beans-data", "DbStorage")).isEqualTo("20");
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("a call that AWS refuses is named; the same command continues from there")
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
  void continuesAfterARefusedCall(String line) {
    aws.refuseOnce(line);
    Result result = deploy();
    assertThat(result.code()).as(result.out()).isEqualTo(1);
    assertThat(result.err()).contains("refused", "AccessDenied");
    Result again = deploy();
    assertThat(again.err()).isEmpty();
    assertThat(again.code()).isZero();
    assertThat(changes())
        .filteredOn(call -> call.startsWith("cloudformation Execute"))
        .as("nothing is created twice")
        .hasSize(6);
  }

  @Test
  @DisplayName("deploy waits for a change in progress")
  void waitsForAChangeInProgress() {
    var _ = deploy();
    aws.leaveInProgress("beans-worker");
    Result result = deploy();
    assertThat(result.out())
        .contains("beans-worker: a change is in progress (UPDATE_IN_PROGRESS); deploy waits");
    assertThat(result.code()).isZero();
  }

  @Test
  @DisplayName("an interrupted deployment continues where it was, and creates nothing twice")
  void continuesAfterAnInterruption() throws Exception {
    List<Result> result = new ArrayList<>();
    Thread first = Thread.ofPlatform().start(() -> result.add(deploy()));
    aws.awaitCall("cloudformation ExecuteChangeSet beans-data");
    first.interrupt();
    first.join();
    assertThat(result.getFirst().err()).contains("same command");
    assertThat(changes()).doesNotContain("s3 PutObject");
    assertThat(deploy().code()).isZero();
    assertThat(changes()).filteredOn(call -> call.startsWith("cloudformation Execute")).hasSize(6);
  }

  @Test
  @DisplayName("a bundle that Beanstalk rejects is not deployed to the environment")
  void stopsAtAnInvalidBundle() {
    aws.processed("FAILED");
    Result result = deploy();
    assertThat(result.err())
        .contains("Beanstalk rejected version 1.2-", ".ebextensions or cron.yaml");
    assertThat(aws.parameter("beans-worker", "VersionLabel")).isEmpty();
  }

  @Test
  @DisplayName("an environment that does not become healthy is reported, with the causes")
  void reportsAnUnhealthyEnvironment() {
    aws.health("Red");
    Result result = deploy(SHORT_TIMEOUT);
    assertThat(result.err())
        .contains("beans-worker is not healthy: Command failed on all instances.");
  }

  @Test
  @DisplayName("a job that fails, or whose success is not logged, fails the deployment")
  void failsWithTheSmokeTest() {
    aws.workerLogs("dead", "InsertJob failed in attempt 3 (no such table) and is dead");
    assertThat(deploy().err())
        .contains("The job failed", "no such table")
        .doesNotContain("does not show");
    aws.workerLogs("dead", "InsertJob is dead: it has no data");
    assertThat(deploy().err()).contains("The job failed", "it has no data");
    aws.workerLogs("retrying", "InsertJob failed in attempt 1; next attempt in 5 s");
    Result result = deploy(SHORT_TIMEOUT);
    assertThat(result.err()).contains("does not show that message");
    assertThat(result.out()).containsOnlyOnce("next attempt in 5 s");
    assertThat(aws.parameter("beans-worker", "DatabaseBootstrap")).isEqualTo("true");
    assertThat(deploy(SHORT_TIMEOUT, "--set", "WorkerLogGroup=another").err())
        .contains("The log group another does not show that message");
  }

  @Test
  @DisplayName("without a smoke test the workers keep the master's secret, and a message says so")
  void keepsTheMastersSecretWithoutASmokeTest() {
    assertThat(deploy("--no-smoke").out())
        .contains("To remove that permission: --set DatabaseBootstrap=false");
    assertThat(aws.parameter("beans-worker", "DatabaseBootstrap")).isEqualTo("true");
  }

  @Test
  @DisplayName("deploy waits for a failing operation, shows the failure, and continues")
  void continuesAfterAFailingOperation() {
    var _ = deploy();
    aws.leaveFailing("beans-data", "no room");
    Result result = deploy();
    assertThat(result.out()).contains("Broken", "UPDATE_FAILED: no room");
    assertThat(result.code()).isZero();
  }

  @Test
  @DisplayName("a failed rollback is reported, with the reason")
  void reportsAFailedRollback() {
    var _ = deploy();
    aws.leaveStuck("beans-data", "no room");
    assertThat(deploy().err())
        .contains("The rollback of stack beans-data failed: Broken (AWS::A::B): no room")
        .contains("Continue update rollback");
  }

  @Test
  @DisplayName("queues of an earlier deployment are named before anything is created")
  void doesNotStartWithOrphanedQueues() {
    aws.leaveQueues();
    assertThat(deploy().err())
        .contains(
            "Queues of an earlier deployment", "aws sqs delete-queue --queue-url https://sqs.");
    assertThat(changes()).isEmpty();
  }

  @Test
  @DisplayName("the template names the queues as OrphanedQueues expects")
  void knowsTheQueueNames() throws Exception {
    assertThat(Files.readString(Path.of("../../cloudformation/data.yaml")))
        .contains("QueueName: !Sub ${AWS::StackName}-jobs\n")
        .contains("QueueName: !Sub ${AWS::StackName}-dead\n");
  }
}
