package io.runnerbean.bench.recorded;

import java.util.List;
import java.util.stream.Stream;

/**
 * A figure as it was written down.
 *
 * @param date when it was measured, as in {@code 2026-11-21}
 * @param commit of the code that it was measured of; a {@code +} at its end: and of changes to it
 * @param machine that it was measured on
 * @param unit of the value; empty for a ratio or a count
 */
public record RecordedResult(
    String date,
    String commit,
    String machine,
    String benchmark,
    String name,
    double value,
    String unit) {

  /** A comma that an even number of quotes follows is in none. */
  private static final String COMMA = ",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)";

  static RecordedResult parse(String line) {
    List<String> cells =
        Stream.of(line.split(COMMA, -1)).map(cell -> cell.replace("\"", "")).toList();
    return new RecordedResult(
        cells.get(0),
        cells.get(1),
        cells.get(2),
        cells.get(3),
        cells.get(4),
        Double.parseDouble(cells.get(5)),
        cells.get(6));
  }

  boolean is(String ofBenchmark, String measurement) {
    return benchmark.equals(ofBenchmark) && name.equals(measurement);
  }
}
