package io.runnerbean.sqsd.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
  void areThoseOfAwsWhereNothingIsSaid() {
    DaemonConfig config = read(Map.of());
    assertThat(config.queue().url()).isEqualTo(QUEUE);
    assertThat(config.queue().endpoint()).isNull();
    assertThat(config.queue().visibilityTimeout()).isEqualTo(Duration.ofMinutes(5));
    assertThat(config.queue().errorVisibilityTimeout()).isNull();
    assertThat(config.queue().retentionPeriod()).isEqualTo(Duration.ofDays(4));
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
          # setting                 | value                | what it is told, or fine
          queue-url                 | ''                   | is missing: the queue that messages come from
          queue-url                 | jobs                 | must be a URL
          queue-url                 | http://[             | must be a URL
          endpoint-url              | localhost:9324       | must be a URL
          endpoint-url              | http://localhost:9324 | fine
          app-url                   | ftp://localhost      | must be a URL
          app-url                   | https://app:8443     | fine
          http-path                 | job/run              | must begin with a slash
          http-path                 | /job/run             | fine
          health-path               | health               | must begin with a slash
          health-path               | /health/ready        | fine
          mime-type                 | text/plain           | fine
          http-connections          | 0                    | must be a whole number from 1 to 100
          http-connections          | 1                    | fine
          http-connections          | 100                  | fine
          http-connections          | 101                  | must be a whole number from 1 to 100
          http-connections          | many                 | must be a whole number from 1 to 100
          connect-timeout           | 0                    | must be a whole number from 1 to 60
          connect-timeout           | 60                   | fine
          connect-timeout           | 61                   | must be a whole number from 1 to 60
          inactivity-timeout        | 0                    | must be a whole number from 1 to 36000
          inactivity-timeout        | 1                    | fine
          inactivity-timeout        | 36001                | must be a whole number from 1 to 36000
          inactivity-timeout        | 300                  | must be longer than --inactivity-timeout
          visibility-timeout        | 299                  | must be longer than --inactivity-timeout
          visibility-timeout        | 43200                | fine
          visibility-timeout        | 43201                | must be a whole number from 0 to 43200
          visibility-timeout        | -1                   | must be a whole number from 0 to 43200
          error-visibility-timeout  | 0                    | fine
          error-visibility-timeout  | 43201                | must be a whole number from 0 to 43200
          retention-period          | 59                   | must be a whole number from 60 to 1209600
          retention-period          | 60                   | fine
          retention-period          | 1209601              | must be a whole number from 60 to 1209600
          max-retries               | 0                    | must be a whole number from 1 to 100
          max-retries               | 100                  | fine
          max-retries               | 101                  | must be a whole number from 1 to 100
          long-poll                 | 0                    | fine
          long-poll                 | 21                   | must be a whole number from 0 to 20
          drain-timeout             | 0                    | fine
          drain-timeout             | 36001                | must be a whole number from 0 to 36000
          cron-file                 | /no/such/cron.yaml   | there is no such file
          """)
  void hasARange(String key, String value, String told) {
    System.out.printf("%-26s | %-22s | %s%n", key, value, told);
    if (told.equals("fine")) {
      assertThat(read(Map.of(key, value))).isNotNull();
    } else {
      assertThatThrownBy(() -> read(Map.of(key, value)))
          .isInstanceOf(InvalidDaemonSettingsException.class)
          .hasMessageContaining(told);
    }
  }

  @Test
  void areAllToldAtOnceByBothTheirNames() {
    assertThatThrownBy(() ->
            DaemonSettings.read(Map.of("http-connections", "0"), Map.of("SQSD_MAX_RETRIES", "x")))
        .hasMessageContaining("--queue-url (SQSD_QUEUE_URL) is missing")
        .hasMessageContaining("--http-connections (SQSD_HTTP_CONNECTIONS) is \"0\"")
        .hasMessageContaining("--max-retries (SQSD_MAX_RETRIES) is \"x\"");
  }

  @Test
  void aFlagGoesBeforeTheEnvironment() {
    Map<String, String> environment =
        Map.of("SQSD_QUEUE_URL", QUEUE, "SQSD_HTTP_PATH", "/a", "SQSD_MIME_TYPE", "text/plain");
    DaemonConfig config = DaemonSettings.read(Map.of("http-path", "/b"), environment);
    assertThat(config.app().httpPath()).isEqualTo("/b");
    assertThat(config.app().mimeType()).isEqualTo("text/plain");
  }

  @Test
  void schedulesWantAQueueThatIsNotFifo() throws Exception {
    Path file = Files.writeString(folder.resolve("cron.yaml"), cron("* * * * *"));
    assertThat(read(Map.of("cron-file", file.toString())).schedules()).hasSize(1);
    assertThatThrownBy(
            () -> read(Map.of("cron-file", file.toString(), "queue-url", QUEUE + ".fifo")))
        .hasMessageContaining("--cron-file (SQSD_CRON_FILE) cannot be kept with a FIFO queue");
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
