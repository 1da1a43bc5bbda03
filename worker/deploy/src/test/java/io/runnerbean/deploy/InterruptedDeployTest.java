package io.runnerbean.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.deploy.console.InterruptNotice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class InterruptedDeployTest extends WithStubAws {

  /** How the SDK finds the stub. */
  private static final List<String> PROPERTIES =
      List.of("aws.endpointUrl", "aws.accessKeyId", "aws.secretAccessKey");

  @Test
  @DisplayName("after Ctrl-C a notice says that AWS continues")
  void printsANoticeAfterCtrlC() throws Exception {
    Process process = start("--yes");
    aws.awaitCall("cloudformation ExecuteChangeSet beans-network");
    pressCtrlC(process);
    assertThat(output(process)).endsWith(InterruptNotice.STOPPED + "\n");
  }

  @Test
  @DisplayName("a command that ends by itself prints no notice")
  void printsNoNoticeOtherwise() throws Exception {
    Process process = start("--dry-run");
    assertThat(output(process)).contains("beans-worker").doesNotContain(InterruptNotice.STOPPED);
    assertThat(process.waitFor()).isZero();
  }

  private Process start(String option) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(PROPERTIES.stream().map(InterruptedDeployTest::property).toList());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(DeployMain.class.getName());
    command.addAll(arguments("deploy", "--zip", zip.toString(), option));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static String property(String name) {
    return "-D" + name + "=" + System.getProperty(name);
  }

  private static void pressCtrlC(Process process) throws Exception {
    new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();
  }

  private static String output(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
