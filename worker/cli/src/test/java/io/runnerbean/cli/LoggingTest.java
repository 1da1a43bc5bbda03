package io.runnerbean.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runnerbean.config.SettingsReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LoggingTest {

  @Test
  @DisplayName("a program that stops writes all that it has logged")
  void losesNothing(@TempDir Path folder) throws Exception {
    Path log = folder.resolve("log");
    Process flood =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LogFlood.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(flood.waitFor(100, TimeUnit.SECONDS)).isTrue();
    assertThat(flood.exitValue()).isZero();
    assertThat(Files.readAllLines(log)).hasSize(LogFlood.LINES);
  }

  @Test
  void refusesUnknownValues() {
    SettingsReader settings =
        new SettingsReader(Map.of("RUNNERBEAN_LOGS", "xml", "RUNNERBEAN_LOG_RUNS", "yes"));
    Logging.check(settings);
    assertThatThrownBy(settings::check)
        .hasMessageContaining("RUNNERBEAN_LOGS")
        .hasMessageContaining("[json, terminal]")
        .hasMessageContaining("RUNNERBEAN_LOG_RUNS")
        .hasMessageContaining("[failed, all]");
  }
}
