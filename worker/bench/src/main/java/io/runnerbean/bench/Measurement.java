package io.runnerbean.bench;

import java.util.List;
import java.util.Locale;

/**
 * One measured figure.
 *
 * @param benchmark the benchmark that measured it
 * @param name the name of the figure
 * @param unit of the value; empty for a ratio or a count
 */
public record Measurement(String benchmark, String name, double value, String unit) {

  /** The cells of its row in a table. */
  List<String> cells() {
    return List.of(benchmark, name, rounded(), unit);
  }

  /** Rounds to three significant digits; a larger number keeps all digits before the point. */
  public String rounded() {
    int decimals = Math.max(0, 2 - (int) Math.floor(Math.log10(Math.max(Math.abs(value), 0.01))));
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
