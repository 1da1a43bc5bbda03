package io.runnerbean.bench;

import java.util.List;
import java.util.Locale;

/** The smallest or largest acceptable value of a figure. */
public record Threshold(String benchmark, String name, Bound bound, double limit) {

  /** Whether the limit is a minimum or a maximum. */
  public enum Bound {
    AT_LEAST,
    AT_MOST
  }

  public boolean isMetIn(List<Measurement> measurements) {
    return isMetBy(find(measurements).value());
  }

  /** Returns whether this value meets the threshold. */
  public boolean isMetBy(double value) {
    return switch (bound) {
      case AT_LEAST -> value >= limit;
      case AT_MOST -> value <= limit;
    };
  }

  /** Describes the measured value, and whether it meets the threshold. */
  public String describe(List<Measurement> measurements) {
    return "%s: the figure \"%s\" is %s, must be %s: %s"
        .formatted(
            benchmark,
            name,
            find(measurements).rounded(),
            bounds(),
            isMetIn(measurements) ? "met" : "NOT MET");
  }

  /** Describes the acceptable values. */
  public String bounds() {
    return bound.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + limit;
  }

  Measurement measurement(double value) {
    return new Measurement(benchmark, name, value, "");
  }

  private Measurement find(List<Measurement> measurements) {
    return measurements.stream()
        .filter(measurement ->
            measurement.benchmark().equals(benchmark) && measurement.name().equals(name))
        .findAny()
        .orElseThrow(() -> new IllegalStateException("not measured: " + this));
  }
}
