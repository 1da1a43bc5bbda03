package io.runnerbean.sqsd.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CronFileTest {

  @TempDir Path folder;

  @Test
  void readsEntriesAndIgnoresOtherKeys() throws Exception {
    List<Schedule> schedules =
        read(
            """
            # a comment
            version: 1
            cron:
              - name: "every-minute"
                url: /job/run/CronJob
                schedule: "* * * * *"
                owner: nobody
              - {name: nightly, url: "job/run?job_type=CronJob", schedule: "@daily"}
            """);
    assertThat(schedules)
        .extracting(
            Schedule::name, Schedule::path, schedule -> schedule.times().toString(), Schedule::line)
        .containsExactly(
            tuple("every-minute", "/job/run/CronJob", "* * * * *", 4),
            tuple("nightly", "/job/run?job_type=CronJob", "@daily", 8));
  }

  @Test
  void acceptsAnEmptyList() throws Exception {
    assertThat(read("version: 1\ncron: []\n")).isEmpty();
  }

  @Test
  void namesTheLineOfEveryProblem() {
    assertThatThrownBy(() ->
            read(
                """
                version: "1"
                cron:
                  - name: a
                    url: /a
                    schedule: "61 * * * *"
                  - name: b
                    schedule: "* * * * *"
                  - name: c
                    url: http://example.org/c
                    schedule: "* * * * *"
                  - name: d
                    url: /d
                    schedule: "* * * * *"
                  - name: d
                    url: /e
                    schedule: "* * * * *"
                  - just a text
                """))
        .isInstanceOf(InvalidCronFileException.class)
        .hasMessageContaining("cron.yaml cannot be used:")
        .hasMessageContaining("line 1: \"version\" must be the number 1")
        .hasMessageContaining(
            "line 5: the schedule: the minute \"61\": Value 61 not in range [0, 59]")
        .hasMessageContaining("line 6: an entry must have a url")
        .hasMessageContaining("line 8: the url \"http://example.org/c\" must be a path of the app")
        .hasMessageContaining("line 14: the name \"d\" is already used in line 11")
        .hasMessageContaining("line 17: an entry must have name, url and schedule");
  }

  @Test
  void namesTheLineThatIsNotYaml() {
    assertThatThrownBy(() -> read("version: 1\ncron: [\n")).hasMessageContaining("line 3: ");
    assertThatThrownBy(() -> read("version: 1\ncron: []\ncron: []\n"))
        .hasMessageContaining("line 3: duplicate key \"cron\"");
    assertThatThrownBy(() -> read(""))
        .hasMessageContaining("line 1: the file must have \"version: 1\"");
    assertThatThrownBy(() -> read("version: 1\n")).hasMessageContaining("\"cron\" must be a list");
  }

  private List<Schedule> read(String text) throws IOException {
    return CronFile.read(Files.writeString(folder.resolve("cron.yaml"), text));
  }
}
