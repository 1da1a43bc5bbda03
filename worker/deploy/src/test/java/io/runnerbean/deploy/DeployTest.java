package io.runnerbean.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a deployment does, and that it asks before. */
class DeployTest extends WithStubAws {

  private static final List<String> ALL =
      List.of(
          "cloudformation CreateChangeSet beans-network",
          "cloudformation ExecuteChangeSet beans-network",
          "cloudformation CreateChangeSet beans-data",
          "cloudformation ExecuteChangeSet beans-data",
          "cloudformation CreateChangeSet beans-worker",
          "cloudformation ExecuteChangeSet beans-worker",
          "s3 PutObject",
          "elasticbeanstalk CreateApplicationVersion 1.2-",
          "cloudformation CreateChangeSet beans-worker",
          "cloudformation ExecuteChangeSet beans-worker",
          "cloudformation CreateChangeSet beans-observability",
          "cloudformation ExecuteChangeSet beans-observability",
          "sqs SendMessage",
          "cloudformation CreateChangeSet beans-worker",
          "cloudformation ExecuteChangeSet beans-worker");

  @Test
  @DisplayName(
      "a first deployment makes everything, in its order, and takes the master's secret away at the end")
  void makesEverything() {
    Ran ran = deploy("--set", "AlarmEmail=ann@example.org");
    assertThat(ran.err()).isEmpty();
    assertThat(ran.code()).isZero();
    assertThat(changes()).startsWith(PREVIEW.toArray(String[]::new));
    assertThat(changes().stream().skip(PREVIEW.size())).isEqualTo(ALL);
    assertThat(aws.parameter("beans-observability", "AlarmEmail")).isEqualTo("ann@example.org");
    assertThat(aws.parameter("beans-worker", "DatabaseBootstrap")).isEqualTo("false");
    assertThat(aws.parameter("beans-worker", "VersionLabel")).startsWith("1.2-");
    assertThat(ran.out())
        .contains("Account 123456789012, eu-west-1, as arn:aws:iam::123456789012:user/ann")
        .contains(
            "beans-network: would", "beans-data: is new, with at most", "1 × AWS::RDS::DBInstance")
        .contains("2 × t4g.small", "our table of 2026-11-28", "in all")
        .contains("Environment update is starting.")
        .contains("smoke test passed")
        .contains("beans is deployed, and well");
  }

  @Test
  @DisplayName("the same again changes nothing but to send a job")
  void changesNothingTwice() {
    var _ = deploy();
    aws.forgetCalls();
    Ran ran = deploy();
    assertThat(ran.code()).isZero();
    assertThat(changes())
        .noneMatch(line -> line.contains("Execute"))
        .contains("sqs SendMessage")
        .doesNotContain("s3 PutObject");
    assertThat(ran.out()).contains("beans-data: stays as it is", "is as it should be");
  }

  @Test
  @DisplayName("a new bundle changes the worker alone, and what was set stays")
  void deploysANewVersion() throws Exception {
    var _ = deploy("--set", "MaxInstances=20");
    Files.writeString(zip, "another bundle");
    aws.forgetCalls();
    Ran ran = deploy();
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("beans-worker: would", "modify Thing", "REPLACED");
    assertThat(changes())
        .filteredOn(line -> line.contains("Execute"))
        .containsExactly("cloudformation ExecuteChangeSet beans-worker");
    assertThat(aws.parameter("beans-worker", "MaxInstances")).isEqualTo("20");
  }

  @Test
  @DisplayName("a dry run shows all of it and changes nothing")
  void changesNothingInADryRun() {
    Ran ran = deploy("--dry-run");
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("beans-observability: is new", "in all");
    assertThat(changes()).isEqualTo(PREVIEW);
  }

  @Test
  @DisplayName("without a yes nothing is changed")
  void asksFirst() {
    String[] arguments = arguments("deploy", "--zip", zip.toString()).toArray(String[]::new);
    assertThat(run(QUICK, "no\n", arguments).err()).contains("Nothing was changed.");
    assertThat(changes()).isEqualTo(PREVIEW);
    aws.forgetCalls();
    assertThat(run(QUICK, "", arguments).err()).contains("Nobody is there to agree; with --yes");
    assertThat(changes()).isEqualTo(PREVIEW);
    assertThat(run(QUICK, "yes\n", arguments).code()).isZero();
  }

  @Test
  @DisplayName("what cannot be is said before anything is asked of AWS")
  void refusesBadInput() {
    assertThat(
            run(
                    QUICK,
                    "",
                    "deploy",
                    "--stack",
                    "My_Beans",
                    "--zip",
                    zip.toString(),
                    "--region",
                    "eu-west-1")
                .err())
        .contains("--stack is \"My_Beans\"", "at most 24");
    assertThat(
            run(
                    QUICK,
                    "",
                    "deploy",
                    "--stack",
                    "a",
                    "--region",
                    "eu-west-1",
                    "--zip",
                    "nowhere.zip")
                .err())
        .contains("There is no bundle at nowhere.zip", "./runnerbean bundle");
    assertThat(deploy("--set", "MaxInstance=3").err())
        .contains("No template has the parameter MaxInstance", "MaxInstances");
    assertThat(deploy("--set", "EgressMode=none").err())
        .contains(
            "--set EgressMode=none: it must be one of single-nat, nat-per-az, endpoints-only");
    assertThat(deploy("--set", "MinInstances=few").err())
        .contains("--set MinInstances=few: it must be a number");
    assertThat(changes()).isEmpty();
  }
}
