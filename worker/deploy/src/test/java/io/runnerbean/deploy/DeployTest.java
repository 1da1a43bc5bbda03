package io.runnerbean.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a deployment does, and that it asks first. */
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
      "a first deployment creates everything in order, and finally removes access to the master's secret")
  void createsEverything() {
    Result result = deploy("--set", "AlarmEmail=ann@example.org");
    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    assertThat(changes()).startsWith(PREVIEW.toArray(String[]::new));
    assertThat(changes().stream().skip(PREVIEW.size())).isEqualTo(ALL);
    assertThat(aws.parameter("beans-observability", "AlarmEmail")).isEqualTo("ann@example.org");
    assertThat(aws.parameter("beans-worker", "DatabaseBootstrap")).isEqualTo("false");
    assertThat(aws.parameter("beans-worker", "VersionLabel")).startsWith("1.2-");
    assertThat(result.out())
        .contains("Account 123456789012, eu-west-1, as arn:aws:iam::123456789012:user/ann")
        .contains(
            "beans-network: would change",
            "beans-data: new, with at most",
            "1 × AWS::RDS::DBInstance")
        .contains("2 × t4g.small", "built-in table of 2026-11-28", "in total")
        .contains("Environment update is starting.")
        .contains("smoke test passed")
        .contains("beans is deployed and healthy");
  }

  @Test
  @DisplayName("the same command again only sends a job")
  void changesNothingTwice() {
    var _ = deploy();
    aws.forgetCalls();
    Result result = deploy();
    assertThat(result.code()).isZero();
    assertThat(changes())
        .noneMatch(line -> line.contains("Execute"))
        .contains("sqs SendMessage")
        .doesNotContain("s3 PutObject");
    assertThat(result.out()).contains("beans-data: no changes", "  no changes");
  }

  @Test
  @DisplayName("a new bundle changes only the worker, and keeps parameters")
  void deploysANewVersion() throws Exception {
    var _ = deploy("--set", "MaxInstances=20");
    Files.writeString(zip, "another bundle");
    aws.forgetCalls();
    Result result = deploy();
    assertThat(result.code()).isZero();
    assertThat(result.out()).contains("beans-worker: would change", "modify Thing", "REPLACED");
    assertThat(changes())
        .filteredOn(line -> line.contains("Execute"))
        .containsExactly("cloudformation ExecuteChangeSet beans-worker");
    assertThat(aws.parameter("beans-worker", "MaxInstances")).isEqualTo("20");
  }

  @Test
  @DisplayName("a dry run shows everything and changes nothing")
  void changesNothingInADryRun() {
    Result result = deploy("--dry-run");
    assertThat(result.code()).isZero();
    assertThat(result.out()).contains("beans-observability: new", "in total");
    assertThat(changes()).isEqualTo(PREVIEW);
  }

  @Test
  @DisplayName("nothing is changed without confirmation")
  void asksFirst() {
    String[] arguments = arguments("deploy", "--zip", zip.toString()).toArray(String[]::new);
    assertThat(run(QUICK, "no\n", arguments).err()).contains("Nothing was changed.");
    assertThat(changes()).isEqualTo(PREVIEW);
    aws.forgetCalls();
    assertThat(run(QUICK, "", arguments).err()).contains("standard input is closed. Use --yes.");
    assertThat(changes()).isEqualTo(PREVIEW);
    assertThat(run(QUICK, "yes\n", arguments).code()).isZero();
  }

  @Test
  @DisplayName("invalid input is refused before any change")
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
        .contains("at most 24 characters; was \"My_Beans\"");
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
        .contains("No bundle at nowhere.zip", "./runnerbean bundle");
    assertThat(deploy("--set", "MaxInstance=3").err())
        .contains("No template has the parameter MaxInstance", "MaxInstances");
    assertThat(deploy("--set", "EgressMode=none").err())
        .contains(
            "--set EgressMode must be one of single-nat, nat-per-az, endpoints-only; was none");
    assertThat(deploy("--set", "MinInstances=few").err())
        .contains("--set MinInstances must be an integer from 0 to 999999999, was few");
    assertThat(changes()).isEmpty();
  }
}
