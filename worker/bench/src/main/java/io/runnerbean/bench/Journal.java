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
public record Journal(Path file, String commit, String machine) {

  private static final String HEAD = "date,commit,machine,benchmark,figure,value,unit\n";

  /** For this checkout on this machine. */
  public static Journal of(Path file, Path checkout) throws IOException {
    return new Journal(file, Checkout.commit(), Machine.describe());
  }

  /** Adds them under a date. */
  public void add(LocalDate date, List<Figure> figures) throws IOException {
    if (!Files.exists(file)) {
      Files.writeString(file, HEAD);
    }
    String lines = figures.stream().map(figure -> line(date, figure)).collect(Collectors.joining());
    Files.writeString(file, lines, StandardOpenOption.APPEND);
  }

  private String line(LocalDate date, Figure figure) {
    return "%s,%s,\"%s\",%s,%s,%s,%s%n"
        .formatted(
            date,
            commit,
            machine,
            quoted(figure.benchmark()),
            quoted(figure.name()),
            figure.rounded(),
            figure.unit());
  }

  private static String quoted(String text) {
    return text.contains(",") ? '"' + text + '"' : text;
  }
}
