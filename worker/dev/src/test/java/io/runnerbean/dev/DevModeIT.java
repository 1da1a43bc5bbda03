package io.runnerbean.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

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
