package io.runnerbean.chaos;

import io.runnerbean.chaos.audit.ChaosCsv;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The file in which runs are recorded. */
final class ChaosFile {

  @Option(
      names = "--csv",
      defaultValue = "${sys:runnerbean.home:-.}/docs/chaos.csv",
      description = "the file to which runs are added (default: docs/chaos.csv)")
  private Path csv = Path.of("docs", "chaos.csv");

  ChaosCsv csv() {
    return new ChaosCsv(csv);
  }
}
