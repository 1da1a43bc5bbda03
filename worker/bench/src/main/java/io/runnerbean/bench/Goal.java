package io.runnerbean.bench;

import java.util.List;
import java.util.Locale;

/** A ratio that must keep to a limit. */
public record Goal(String benchmark, String name, Bound bound, double limit) {

  /** On which side of the limit it is good. */
  public enum Bound {
    AT_LEAST,
    AT_MOST
  }

  public boolean isMetIn(List<Figure> figures) {
    return isMetBy(ratio(figures).value());
  }

  /** Whether this would be good enough. */
  public boolean isMetBy(double ratio) {
    return switch (bound) {
      case AT_LEAST -> ratio >= limit;
      case AT_MOST -> ratio <= limit;
    };
  }

  /** For people. */
  public String verdict(List<Figure> figures) {
    return "%s: the %s is %s, and must be %s: %s"
        .formatted(
            benchmark,
            name,
            ratio(figures).rounded(),
            bounds(),
            isMetIn(figures) ? "good" : "NOT GOOD ENOUGH");
  }

  /** What it must be, for people. */
  public String bounds() {
    return bound.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + limit;
  }

  Figure figure(double ratio) {
    return new Figure(benchmark, name, ratio, "");
  }

  private Figure ratio(List<Figure> figures) {
    return figures.stream()
        .filter(figure -> figure.benchmark().equals(benchmark) && figure.name().equals(name))
        .findAny()
        .orElseThrow(() -> new IllegalStateException("not measured: " + this));
  }
}
