package io.runnerbean.deploy;

import io.runnerbean.deploy.console.Polling;
import io.runnerbean.deploy.stub.StubAws;
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
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import picocli.CommandLine;

/** Tests with the real templates, and stubs of AWS's endpoints. */
@Timeout(120)
@ResourceLock(Resources.SYSTEM_PROPERTIES) // with which the SDK finds the stubs
abstract class WithStubAws {

  static final Polling QUICK = new Polling(Duration.ofMillis(5), Duration.ofSeconds(30));

  static final Polling SHORT_TIMEOUT = new Polling(Duration.ofMillis(50), Duration.ofSeconds(2));

  /** The calls of CloudFormation that preview a first deployment. */
  static final List<String> PREVIEW =
      List.of(
          "cloudformation CreateChangeSet beans-network",
          "cloudformation DeleteChangeSet beans-network",
          "cloudformation DeleteStack beans-network");

  @TempDir private Path folder;
  Path zip;
  StubAws aws;

  record Result(int code, String out, String err) {}

  @BeforeEach
  void start() throws Exception {
    aws = StubAws.start();
    zip = Files.writeString(folder.resolve("runnerbean-1.2.zip"), "a bundle");
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  Result run(Polling polling, String input, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command =
        DeployMain.commandLine(polling, new BufferedReader(new StringReader(input)));
    int code = command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
    return new Result(code, out.toString(), err.toString());
  }

  Result deploy(String... more) {
    return deploy(QUICK, more);
  }

  Result deploy(Polling polling, String... more) {
    List<String> arguments = arguments("deploy", "--zip", zip.toString(), "--yes");
    arguments.addAll(List.of(more));
    return run(polling, "", arguments.toArray(String[]::new));
  }

  Result destroy(String input, String... more) {
    List<String> arguments = arguments("destroy", more);
    return run(QUICK, input, arguments.toArray(String[]::new));
  }

  /** The arguments of a command for the stack of all tests. */
  static List<String> arguments(String command, String... more) {
    List<String> arguments = new ArrayList<>(List.of(command, "--stack", "beans"));
    arguments.addAll(List.of("--region", "eu-west-1", "--templates", "../../cloudformation"));
    arguments.addAll(List.of(more));
    return arguments;
  }

  List<String> changes() {
    return aws.changes().stream().map(line -> line.replaceFirst("(1\\.2-).*", "$1")).toList();
  }
}
