package io.runnerbean.sqsd.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runnerbean.config.InvalidSettingsException;
import io.runnerbean.sqsd.DaemonConfig;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DaemonSettingsTest {

  private static final String QUEUE = "https://sqs.eu-west-1.amazonaws.com/123456789012/jobs";

  @TempDir Path folder;

  @Test
  void hasTheDefaultsOfAws() {
    DaemonConfig config = read(Map.of());
    assertThat(config.queue().url()).isEqualTo(QUEUE);
    assertThat(config.queue().endpoint()).isNull();
    assertThat(config.queue().visibilityTimeout()).isEqualTo(Duration.ofMinutes(5));
    assertThat(config.queue().errorVisibilityTimeout()).isNull();
    assertThat(config.queue().retentionPeriod())
        .as("as long as SQS keeps a message")
        .isEqualTo(Duration.ofDays(14));
    assertThat(config.queue().longPoll()).isEqualTo(Duration.ofSeconds(20));
    assertThat(config.app().url()).isEqualTo(URI.create("http://localhost:80"));
    assertThat(config.app().httpPath()).isEqualTo("/");
    assertThat(config.app().healthPath()).isNull();
    assertThat(config.app().mimeType()).isEqualTo("application/json");
    assertThat(config.app().connections()).isEqualTo(50);
    assertThat(config.app().connectTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.app().inactivityTimeout()).isEqualTo(Duration.ofSeconds(299));
    assertThat(config.schedules()).isEmpty();
    assertThat(config.drainTimeout()).isEqualTo(Duration.ofMinutes(10));
    assertThat(config.maxRetries()).isNull();
  }

  @ParameterizedTest(name = "--{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # setting                 | value                | the error, or ok
          queue-url                 | ''                   | is missing: the SQS queue to receive messages from
          queue-url                 | jobs                 | must be a URL
          queue-url                 | http://[             | must be a URL
          endpoint-url              | localhost:9324       | must be a URL
          endpoint-url              | http://localhost:9324 | ok
          app-url                   | ftp://localhost      | must be a URL
          app-url                   | https://app:8443     | ok
          http-path                 | job/run              | must be a path that begins with one slash
          http-path                 | /job/run             | ok
          health-path               | health               | must be a path that begins with one slash
          health-path               | /health/ready        | ok
          mime-type                 | text/plain           | ok
          http-connections          | 0                    | must be an integer from 1 to 100
          http-connections          | 1                    | ok
          http-connections          | 100                  | ok
          http-connections          | 101                  | must be an integer from 1 to 100
          http-connections          | many                 | must be an integer from 1 to 100
          connect-timeout           | 0                    | must be an integer from 1 to 60
          connect-timeout           | 60                   | ok
          connect-timeout           | 61                   | must be an integer from 1 to 60
          inactivity-timeout        | 0                    | must be an integer from 1 to 36000
          inactivity-timeout        | 1                    | ok
          inactivity-timeout        | 36001                | must be an integer from 1 to 36000
          inactivity-timeout        | 300                  | must be longer than --inactivity-timeout
          visibility-timeout        | 299                  | must be longer than --inactivity-timeout
          visibility-timeout        | 43200                | ok
          visibility-timeout        | 43201                | must be an integer from 0 to 43200
          visibility-timeout        | -1                   | must be an integer from 0 to 43200
          error-visibility-timeout  | 0                    | ok
          error-visibility-timeout  | 43201                | must be an integer from 0 to 43200
          retention-period          | 59                   | must be an integer from 60 to 1209600
          retention-period          | 60                   | ok
          retention-period          | 1209601              | must be an integer from 60 to 1209600
          max-retries               | 0                    | must be an integer from 1 to 100
          max-retries               | 100                  | ok
          max-retries               | 101                  | must be an integer from 1 to 100
          long-poll                 | 0                    | ok
          long-poll                 | 21                   | must be an integer from 0 to 20
          drain-timeout             | 0                    | ok
          drain-timeout             | 36001                | must be an integer from 0 to 36000
          cron-file                 | /no/such/cron.yaml   | there is no such file
          """)
  void checksEachValue(String key, String value, String error) {
    System.out.printf("%-26s | %-22s | %s%n", key, value, error);
    if (error.equals("ok")) {
      assertThat(read(Map.of(key, value))).isNotNull();
    } else {
      assertThatThrownBy(() -> read(Map.of(key, value)))
          .isInstanceOf(InvalidSettingsException.class)
          .hasMessageContaining(error);
    }
  }

  @Test
  void listsAllProblemsWithFlagAndVariable() {
    assertThatThrownBy(() ->
            DaemonSettings.read(Map.of("http-connections", "0"), Map.of("SQSD_MAX_RETRIES", "x")))
        .hasMessageContaining("--queue-url (SQSD_QUEUE_URL) is missing")
        .hasMessageContaining("--http-connections (SQSD_HTTP_CONNECTIONS) is \"0\"")
        .hasMessageContaining("--max-retries (SQSD_MAX_RETRIES) is \"x\"");
  }

  @Test
  void aFlagTakesPrecedenceOverTheEnvironment() {
    Map<String, String> environment =
        Map.of("SQSD_QUEUE_URL", QUEUE, "SQSD_HTTP_PATH", "/a", "SQSD_MIME_TYPE", "text/plain");
    DaemonConfig config = DaemonSettings.read(Map.of("http-path", "/b"), environment);
    assertThat(config.app().httpPath()).isEqualTo("/b");
    assertThat(config.app().mimeType()).isEqualTo("text/plain");
  }

  @Test
  void rejectsSchedulesOnAFifoQueue() throws Exception {
    Path file = Files.writeString(folder.resolve("cron.yaml"), cron("* * * * *"));
    assertThat(read(Map.of("cron-file", file.toString())).schedules()).hasSize(1);
    assertThatThrownBy(
            () -> read(Map.of("cron-file", file.toString(), "queue-url", QUEUE + ".fifo")))
        .hasMessageContaining("--cron-file (SQSD_CRON_FILE) cannot be used with a FIFO queue");
    Files.writeString(file, cron("61 * * * *"));
    assertThatThrownBy(() -> read(Map.of("cron-file", file.toString())))
        .hasMessageContaining("line 5: the schedule: the minute \"61\"");
  }

  private static String cron(String schedule) {
    return "version: 1\ncron:\n  - name: a\n    url: /a\n    schedule: \"%s\"\n"
        .formatted(schedule);
  }

  private static DaemonConfig read(Map<String, String> flags) {
    Map<String, String> all = new LinkedHashMap<>(Map.of("queue-url", QUEUE));
    all.putAll(flags);
    return DaemonSettings.read(all, Map.of());
  }
}
