package io.runnerbean.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Dev mode as users run it: processes that are started, interrupted and killed. */
@Timeout(300)
@Order(1)
@Execution(ExecutionMode.CONCURRENT)
class DevModeIT extends WithDevMode {

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
  void leavesNothingWhenInterruptedWhileStarting() throws Exception {
    DevProcess dev = DevProcess.dev(data).awaitOutput("PostgreSQL");
    dev.interrupt();
    assertThat(data.resolve("dev.env")).doesNotExist();
  }

  @Test
  void saysWhatToDoWithDamagedData() throws Exception {
    Path postgres = Files.createDirectories(data.resolve("postgres"));
    Files.createFile(postgres.resolve("runnerbean-initialised"));
    Files.createFile(postgres.resolve("postgresql.conf"));
    DevProcess dev = DevProcess.dev(data);
    assertThat(dev.awaitEnd()).isEqualTo(1);
    assertThat(dev.output())
        .contains("PostgreSQL did not start", "is not a database cluster directory", "--fresh");
  }

  @Test
  void namesAPortThatIsInUse() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      DevProcess dev = DevProcess.dev(data, "--sqs-port", String.valueOf(other.getLocalPort()));
      assertThat(dev.awaitEnd()).isEqualTo(1);
      assertThat(dev.output())
          .contains("Port " + other.getLocalPort() + ", which SQS needs, is in use", "--sqs-port");
    }
  }
}
