package io.runnerbean.bench.recorded;

import java.util.List;
import java.util.stream.Stream;

/**
 * A recorded figure.
 *
 * @param date the date of the measurement, as in {@code 2026-11-21}
 * @param commit the commit of the measured code, with a {@code +} if it had uncommitted changes
 * @param machine the machine of the measurement
 * @param unit the unit of the value; empty for a ratio or a count
 */
public record RecordedResult(
    String date,
    String commit,
    String machine,
    String benchmark,
    String name,
    double value,
    String unit) {

  /** A comma outside quotes: an even number of quotes follows it. */
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
