package io.runnerbean.bench;

import io.runnerbean.cli.TextTable;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.ExitCode;

/**
 * Reports figures on standard output and in the file of recorded figures.
 *
 * @param check whether a figure that does not meet its threshold is an error
 */
record BenchmarkReport(ResultsFileOption file, boolean check) {

  /** Prints and records the figures, compares them, and returns the exit status. */
  int print(List<Measurement> measurements, List<Threshold> thresholds) throws IOException {
    new TextTable(
            List.of("benchmark", "figure", "value", "unit"),
            measurements.stream().map(Measurement::cells).toList())
        .print(System.out);
    file.add(measurements);
    System.out.println("Added to " + file.path());
    thresholds.forEach(threshold -> System.out.println(threshold.describe(measurements)));
    return check && !thresholds.stream().allMatch(threshold -> threshold.isMetIn(measurements))
        ? ExitCode.SOFTWARE
        : ExitCode.OK;
  }
}
