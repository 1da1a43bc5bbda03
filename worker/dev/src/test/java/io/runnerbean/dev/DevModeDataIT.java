package io.runnerbean.dev;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The data of dev mode after a stop or a kill and another start. */
@Timeout(300)
@Order(1)
@Execution(ExecutionMode.CONCURRENT)
class DevModeDataIT extends WithDevMode {

  @Test
  void startsAgainAfterAKill() throws Exception {
    DevProcess killed = DevProcess.dev(data).awaitOutput("Stop with Ctrl-C");
    killed.kill();
    try (DevProcess dev = DevProcess.dev(data).awaitOutput("Stop with Ctrl-C")) {
      DevProcess.command(data, "send", "InsertJob", "{\"data\":\"x\"}").awaitEnd();
      var _ = dev.awaitSuccess("InsertJob");
    }
  }

  @Test
  void keepsDataUnlessStartedFresh() throws Exception {
    try (DevProcess dev = DevProcess.dev(data).awaitOutput("Stop with Ctrl-C")) {
      DevProcess send = DevProcess.command(data, "send", "InsertJob", "{\"data\":\"to be kept\"}");
      assertThat(send.awaitEnd()).as(send.output()).isZero();
      var _ = dev.awaitSuccess("InsertJob");
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
  void rejectsDataOfAnOlderVersion() throws Exception {
    try (DevProcess _ = DevProcess.dev(data).awaitOutput("Stop with Ctrl-C")) {
      DevProcess.database(data).execute("create table runnerbean.receipt ()");
    }
    DevProcess rejected = DevProcess.dev(data);
    assertThat(rejected.awaitEnd()).isEqualTo(1);
    assertThat(rejected.output()).contains("is from an older version. Start once with --fresh");
    try (DevProcess _ = DevProcess.dev(data, "--fresh").awaitOutput("Stop with Ctrl-C")) {
      assertThat(rows()).contains("(0 rows)");
    }
  }

  private String rows() throws Exception {
    DevProcess sql = DevProcess.command(data, "sql", "select * from job_server_data");
    assertThat(sql.awaitEnd()).as(sql.output()).isZero();
    return sql.output();
  }
}
