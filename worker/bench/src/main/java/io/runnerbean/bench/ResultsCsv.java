package io.runnerbean.bench;

import io.runnerbean.testkit.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;

/** Figures that are kept: one line each, in a file that only grows. */
public record ResultsCsv(Path file, String commit, String machine) {

  private static final String HEAD = "date,commit,machine,benchmark,figure,value,unit\n";

  /** For this checkout on this machine. */
  public static ResultsCsv of(Path file, Path checkout) throws IOException {
    return new ResultsCsv(file, Checkout.commit(), Machine.describe());
  }

  /** Adds them under a date. */
  public void add(LocalDate date, List<Measurement> measurements) throws IOException {
    if (!Files.exists(file)) {
      Files.writeString(file, HEAD);
    }
    String lines =
        measurements.stream()
            .map(measurement -> line(date, measurement))
            .collect(Collectors.joining());
    Files.writeString(file, lines, StandardOpenOption.APPEND);
  }

  private String line(LocalDate date, Measurement measurement) {
    return "%s,%s,\"%s\",%s,%s,%s,%s%n"
        .formatted(
            date,
            commit,
            machine,
            quoted(measurement.benchmark()),
            quoted(measurement.name()),
            measurement.rounded(),
            measurement.unit());
  }

  private static String quoted(String text) {
    return text.contains(",") ? '"' + text + '"' : text;
  }
}
