package io.runnerbean.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Commands beside a running dev mode. */
@Timeout(300)
@Order(1)
class RunningDevModeIT {

  private static final String OF_THE_FILE =
      "select * from job_server_data where data = 'of a file'";

  @TempDir private static Path data;

  private static DevProcess dev;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws Exception {
    dev = DevProcess.dev(data).awaitOutput("Stop with Ctrl-C");
  }

  @AfterAll
  static void stop() throws Exception {
    dev.close();
  }

  @Test
  void sendsAFileOfJobsAndShowsProgress() throws Exception {
    Path jobs =
        Files.writeString(folder.resolve("jobs.jsonl"), "{\"data\":\"of a file\"}\n".repeat(250));
    Path broken = Files.writeString(folder.resolve("broken.jsonl"), "{\"data\":\"x\"}\n\n[7]\n");
    DevProcess rejected =
        DevProcess.command(data, "send", "InsertJob", "--file", broken.toString());
    assertThat(rejected.awaitEnd()).isEqualTo(1);
    assertThat(rejected.output())
        .contains("Nothing was sent", "line 3: payload must be a JSON object");
    DevProcess send = DevProcess.command(data, "send", "InsertJob", "--file", jobs.toString());
    assertThat(send.awaitEnd()).as(send.output()).isZero();
    assertThat(send.output()).contains("100 of 250", "250 of 250", "Sent 250 of 250 jobs to jobs");
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() -> assertThat(DevProcess.database(data).query(OF_THE_FILE)).hasSize(250));
    DevProcess sql = DevProcess.command(data, "sql", OF_THE_FILE);
    assertThat(sql.awaitEnd()).as(sql.output()).isZero();
    assertThat(sql.output()).contains("of a file", "(250 rows)");
  }

  @Test
  void logsJsonWithoutATerminal() throws Exception {
    DevProcess.command(data, "send", "InsertJob", "{\"data\":\"x\"}").awaitEnd();
    JsonNode json = JsonMapper.shared().readTree(dev.awaitSuccess("InsertJob"));
    assertThat(json.path("attempt").asString()).isEqualTo("1");
    assertThat(json.path("duration_ms").asString()).containsOnlyDigits();
    assertThat(json.path("run_id").asString()).hasSize(36);
    assertThat(json.path("message_id").asString()).hasSize(36);
  }

  @Test
  void rejectsAFolderThatIsInUse() throws Exception {
    DevProcess second = DevProcess.dev(data);
    assertThat(second.awaitEnd()).isEqualTo(1);
    assertThat(second.output()).contains("Another process uses " + data);
    assertThat(Files.exists(data.resolve("dev.env"))).isTrue();
    assertThat(dev.output()).doesNotContain("Did not stop cleanly");
  }
}
