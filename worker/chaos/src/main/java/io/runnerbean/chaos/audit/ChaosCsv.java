package io.runnerbean.chaos.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** The file of all runs, to which rows are only added. */
public record ChaosCsv(Path file) {

  /** Adds a row. */
  public void add(ChaosRow row) throws IOException {
    if (!Files.exists(file)) {
      Files.writeString(file, ChaosRow.HEAD + "\n");
    }
    Files.writeString(file, row.line() + "\n", StandardOpenOption.APPEND);
  }

  /** The totals of the runs of this code. */
  public RunTotals of(String code) throws IOException {
    return new RunTotals(
        code, rows().stream().filter(row -> row.origin().code().equals(code)).toList());
  }

  private List<ChaosRow> rows() throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines.skip(1).map(ChaosRow::parse).toList();
    }
  }
}
