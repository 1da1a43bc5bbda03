package io.runnerbean.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Each test has a folder for dev mode, and leaves no process behind that knows it. */
abstract class WithDevMode {

  @TempDir Path data;

  @AfterEach
  void nothingIsLeftBehind() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(processes()).isEmpty());
  }

  /** Every process that has the folder in its command line, PostgreSQL above all. */
  private List<String> processes() {
    return ProcessHandle.allProcesses()
        .map(process -> process.info().commandLine().orElse(""))
        .filter(line -> line.contains(data.toString()))
        .toList();
  }
}
