package io.runnerbean.bench;

import java.util.List;
import java.util.Locale;

/** A ratio that must keep to a limit. */
public record Threshold(String benchmark, String name, Bound bound, double limit) {

  /** On which side of the limit it is good. */
  public enum Bound {
    AT_LEAST,
    AT_MOST
  }

  public boolean isMetIn(List<Measurement> measurements) {
    return isMetBy(ratio(measurements).value());
  }

  /** Whether this would be good enough. */
  public boolean isMetBy(double ratio) {
    return switch (bound) {
      case AT_LEAST -> ratio >= limit;
      case AT_MOST -> ratio <= limit;
    };
  }

  /** For people. */
  public String verdict(List<Measurement> measurements) {
    return "%s: the %s is %s, and must be %s: %s"
        .formatted(
            benchmark,
            name,
            ratio(measurements).rounded(),
            bounds(),
            isMetIn(measurements) ? "good" : "NOT GOOD ENOUGH");
  }

  /** What it must be, for people. */
  public String bounds() {
    return bound.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + limit;
  }

  Measurement measurement(double ratio) {
    return new Measurement(benchmark, name, ratio, "");
  }

  private Measurement ratio(List<Measurement> measurements) {
    return measurements.stream()
        .filter(measurement ->
            measurement.benchmark().equals(benchmark) && measurement.name().equals(name))
        .findAny()
        .orElseThrow(() -> new IllegalStateException("not measured: " + this));
  }
}
