package io.runnerbean.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Gives each test a folder for dev mode, and checks that no process with that folder is left. */
abstract class WithDevMode {

  @TempDir Path data;

  @AfterEach
  void noProcessIsLeft() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(processes()).isEmpty());
  }

  /** Lists the processes with the folder in their command lines, such as PostgreSQL. */
  private List<String> processes() {
    return ProcessHandle.allProcesses()
        .map(process -> process.info().commandLine().orElse(""))
        .filter(line -> line.contains(data.toString()))
        .toList();
  }
}
