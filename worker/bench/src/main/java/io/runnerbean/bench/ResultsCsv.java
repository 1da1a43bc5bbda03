package io.runnerbean.bench;

import io.runnerbean.testkit.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;

/** Appends figures to a CSV file, one line for each. */
public record ResultsCsv(Path file, String commit, String machine) {

  private static final String HEADER = "date,commit,machine,benchmark,figure,value,unit\n";

  /** Returns the file, for figures of this checkout and this machine. */
  public static ResultsCsv of(Path file, Path checkout) throws IOException {
    return new ResultsCsv(file, Checkout.commit(), Machine.describe());
  }

  /** Appends the figures, with this date. */
  public void add(LocalDate date, List<Measurement> measurements) throws IOException {
    if (!Files.exists(file)) {
      Files.writeString(file, HEADER);
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
