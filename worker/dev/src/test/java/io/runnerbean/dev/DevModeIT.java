package io.runnerbean.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Dev mode as people run it: processes that are started, interrupted and killed. */
@Timeout(300)
@Order(1)
class DevModeIT {

  @TempDir Path data;

  @AfterEach
  void nothingIsLeftBehind() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(processes()).isEmpty());
  }

  @Test
  void smokeSendsAMessageAndPrintsItsRow() throws Exception {
    DevProcess smoke = DevProcess.dev(data, "--smoke");
    assertThat(smoke.awaitEnd()).as(smoke.output()).isZero();
    assertThat(smoke.output())
        .contains("Ready in")
        .containsPattern("Row: id=1000, data=smoke .*, state=succeeded, attempt=1")
        .contains("Posted message")
        .containsPattern("Row: id=1001, data=smoke .*, state=succeeded, attempt=1")
        .containsPattern("Row: id=1, triggered_at=.*, scheduled_for=.*:00[+].*, state=succeeded");
  }

  @Test
  void sendsAFileOfJobsAndShowsHowFarItIs() throws Exception {
    Path jobs = Files.writeString(data.resolve("jobs.jsonl"), "{\"data\":\"x\"}\n".repeat(250));
    Path broken = Files.writeString(data.resolve("broken.jsonl"), "{\"data\":\"x\"}\n\n[7]\n");
    try (DevProcess _ = DevProcess.dev(data).awaitOutput("Stop with Ctrl-C")) {
      DevProcess refused =
          DevProcess.command(data, "send", "InsertJob", "--file", broken.toString());
      assertThat(refused.awaitEnd()).isEqualTo(1);
      assertThat(refused.output())
          .contains("Nothing was sent", "line 3: payload must be a JSON object");
      DevProcess send = DevProcess.command(data, "send", "InsertJob", "--file", jobs.toString());
      assertThat(send.awaitEnd()).as(send.output()).isZero();
      assertThat(send.output())
          .contains("100 of 250", "250 of 250", "Sent 250 of 250 jobs to jobs");
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(() -> assertThat(rows()).contains("(250 rows)"));
    }
  }

  @Test
  void logsJsonWhereNoTerminalIs() throws Exception {
    try (DevProcess dev = DevProcess.dev(data).awaitOutput("Stop with Ctrl-C")) {
      DevProcess.command(data, "send", "InsertJob", "{\"data\":\"x\"}").awaitEnd();
      dev.awaitOutput("InsertJob succeeded");
      String line =
          dev.output()
              .lines()
              .filter(text -> text.contains("InsertJob succeeded"))
              .findFirst()
              .orElseThrow();
      JsonNode json = JsonMapper.shared().readTree(line);
      assertThat(json.path("job_type").asString()).isEqualTo("InsertJob");
      assertThat(json.path("attempt").asString()).isEqualTo("1");
      assertThat(json.path("run_id").asString()).hasSize(36);
      assertThat(json.path("message_id").asString()).hasSize(36);
    }
  }

  @Test
  void startsAgainAfterAKill() throws Exception {
    DevProcess killed = DevProcess.dev(data).awaitOutput("Stop with Ctrl-C");
    killed.kill();
    try (DevProcess dev = DevProcess.dev(data).awaitOutput("Stop with Ctrl-C")) {
      DevProcess.command(data, "send", "InsertJob", "{\"data\":\"x\"}").awaitEnd();
      dev.awaitOutput("InsertJob succeeded");
    }
  }

  @Test
  void keepsDataUnlessToldToForget() throws Exception {
    try (DevProcess dev = DevProcess.dev(data).awaitOutput("Stop with Ctrl-C")) {
      DevProcess send = DevProcess.command(data, "send", "InsertJob", "{\"data\":\"to be kept\"}");
      assertThat(send.awaitEnd()).as(send.output()).isZero();
      dev.awaitOutput("InsertJob succeeded");
      assertThat(rows()).contains("1000  to be kept");
    }
    try (DevProcess _ = DevProcess.dev(data).awaitOutput("Stop with Ctrl-C")) {
      assertThat(rows()).contains("1000  to be kept");
    }
    try (DevProcess _ = DevProcess.dev(data, "--fresh").awaitOutput("Stop with Ctrl-C")) {
      assertThat(rows()).contains("(0 rows)");
    }
  }

  @Test
  void leavesNothingWhenInterruptedWhileStarting() throws Exception {
    DevProcess dev = DevProcess.dev(data).awaitOutput("PostgreSQL");
    dev.interrupt();
    assertThat(data.resolve("dev.env")).doesNotExist();
  }

  @Test
  void namesAPortThatIsTaken() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      DevProcess dev = DevProcess.dev(data, "--sqs-port", String.valueOf(other.getLocalPort()));
      assertThat(dev.awaitEnd()).isEqualTo(1);
      assertThat(dev.output())
          .contains("Port " + other.getLocalPort() + ", which SQS needs, is taken", "--sqs-port");
    }
  }

  @Test
  void refusesAFolderThatIsInUse() throws Exception {
    try (DevProcess first = DevProcess.dev(data).awaitOutput("Stop with Ctrl-C")) {
      DevProcess second = DevProcess.dev(data);
      assertThat(second.awaitEnd()).isEqualTo(1);
      assertThat(second.output()).contains("Dev mode runs already on " + data);
      assertThat(Files.exists(data.resolve("dev.env"))).isTrue();
      assertThat(first.output()).doesNotContain("Did not stop cleanly");
    }
  }

  private String rows() throws Exception {
    DevProcess sql = DevProcess.command(data, "sql", "select * from job_server_data");
    assertThat(sql.awaitEnd()).as(sql.output()).isZero();
    return sql.output();
  }

  /** Every process that has the folder in its command line, PostgreSQL above all. */
  private List<String> processes() {
    return ProcessHandle.allProcesses()
        .map(process -> process.info().commandLine().orElse(""))
        .filter(line -> line.contains(data.toString()))
        .toList();
  }
}
