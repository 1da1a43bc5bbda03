package io.runnerbean.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.deploy.stub.StubAws;
import io.runnerbean.deploy.told.Tempo;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The real templates, deployed to stubs of AWS's endpoints. */
@Timeout(120)
class DeployTest {

  private static final Tempo QUICK = new Tempo(Duration.ofMillis(5), Duration.ofSeconds(30));

  private static final Tempo IMPATIENT = new Tempo(Duration.ofMillis(5), Duration.ofSeconds(2));

  @TempDir private Path folder;
  private Path zip;
  private StubAws aws;

  @BeforeEach
  void start() throws Exception {
    aws = StubAws.start();
    zip = Files.writeString(folder.resolve("runnerbean-1.2.zip"), "a bundle");
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  private record Ran(int code, String out, String err) {}

  private Ran run(Tempo tempo, String typed, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command =
        DeployMain.commandLine(tempo, new BufferedReader(new StringReader(typed)));
    int code = command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
    return new Ran(code, out.toString(), err.toString());
  }

  private Ran deploy(String... more) {
    return deploy(QUICK, more);
  }

  private Ran deploy(Tempo tempo, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "deploy",
                "--stack",
                "beans",
                "--region",
                "eu-west-1",
                "--templates",
                "../../cloudformation",
                "--zip",
                zip.toString(),
                "--yes"));
    arguments.addAll(List.of(more));
    return run(tempo, "", arguments.toArray(String[]::new));
  }

  private Ran destroy(String typed, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "destroy",
                "--stack",
                "beans",
                "--region",
                "eu-west-1",
                "--templates",
                "../../cloudformation"));
    arguments.addAll(List.of(more));
    return run(QUICK, typed, arguments.toArray(String[]::new));
  }

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

  private List<String> changes() {
    return aws.changes().stream().map(line -> line.replaceFirst("(1\\.2-).*", "$1")).toList();
  }

  @Test
  @DisplayName(
      "a first deployment makes everything, in its order, and takes the master's secret away at the end")
  void makesEverything() {
    Ran ran = deploy("--set", "AlarmEmail=ann@example.org");
    assertThat(ran.err()).isEmpty();
    assertThat(ran.code()).isZero();
    assertThat(changes()).isEqualTo(ALL);
    assertThat(aws.parameter("beans-observability", "AlarmEmail")).isEqualTo("ann@example.org");
    assertThat(aws.parameter("beans-worker", "DatabaseBootstrap")).isEqualTo("false");
    assertThat(aws.parameter("beans-worker", "VersionLabel")).startsWith("1.2-");
    assertThat(ran.out())
        .contains("Account 123456789012, eu-west-1, as arn:aws:iam::123456789012:user/ann")
        .contains("beans-network: is new, with", "1 × AWS::EC2::VPC")
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
    assertThat(changes()).isEmpty();
  }

  @Test
  @DisplayName("without a yes nothing is changed")
  void asksFirst() {
    String[] arguments = {
      "deploy",
      "--stack",
      "beans",
      "--region",
      "eu-west-1",
      "--templates",
      "../../cloudformation",
      "--zip",
      zip.toString()
    };
    assertThat(run(QUICK, "no\n", arguments).err()).contains("Nothing was changed.");
    assertThat(run(QUICK, "", arguments).err()).contains("Nobody is there to agree; with --yes");
    assertThat(changes()).isEmpty();
    assertThat(run(QUICK, "yes\n", arguments).code()).isZero();
  }

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
  @DisplayName("a job that fails, or is not heard of, fails the deployment")
  void tellsAFailedJob() {
    aws.workerSays("InsertJob failed; it is dead: no such table");
    assertThat(deploy().err()).contains("The job failed", "no such table");
    aws.workerSays("is on its way");
    assertThat(deploy(IMPATIENT).err()).contains("has left no word of success");
    assertThat(aws.parameter("beans-worker", "DatabaseBootstrap")).isEqualTo("true");
    assertThat(deploy(IMPATIENT, "--set", "WorkerLogGroup=another").err())
        .contains("no word of success in another");
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
    assertThat(changes()).isEmpty();
  }

  @Test
  @DisplayName("destroy leaves the data, unless that is said and the name typed")
  void destroysCarefully() {
    assertThat(destroy("").err()).contains("There is no deployment beans");
    var _ = deploy();
    aws.forgetCalls();
    assertThat(destroy("bean\n", "--data").err()).contains("Nothing was changed.");
    assertThat(changes()).isEmpty();
    Ran work = destroy("beans\n");
    assertThat(work.out()).contains("beans-data               stays");
    assertThat(changes())
        .containsExactly(
            "cloudformation DeleteStack beans-observability",
            "cloudformation DeleteStack beans-worker");
    aws.forgetCalls();
    Ran all = destroy("beans\n", "--data");
    assertThat(all.err()).isEmpty();
    assertThat(all.out())
        .contains(
            "3 messages wait",
            "lifting the database's protection",
            "last snapshot",
            "https://sqs.");
    assertThat(changes())
        .containsExactly(
            "cloudformation CreateChangeSet beans-data",
            "cloudformation ExecuteChangeSet beans-data",
            "cloudformation DeleteStack beans-data",
            "cloudformation DeleteStack beans-network");
  }
}
