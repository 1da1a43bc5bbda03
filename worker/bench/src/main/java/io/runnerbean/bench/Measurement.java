package io.runnerbean.bench;

import java.util.Locale;

/**
 * One number that was measured.
 *
 * @param benchmark which it belongs to
 * @param name what it says
 * @param unit of the value; empty for a ratio or a count
 */
public record Measurement(String benchmark, String name, double value, String unit) {

  /** With three significant digits, or all those before the point. */
  public String rounded() {
    int decimals = Math.max(0, 2 - (int) Math.floor(Math.log10(Math.max(Math.abs(value), 0.01))));
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
