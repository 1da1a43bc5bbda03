package io.runnerbean.dev.bench;

import java.util.List;

/**
 * A ratio that must not fall under a limit.
 *
 * @param least the least that is good enough
 */
public record Goal(String benchmark, String name, double least) {

  public boolean isMetIn(List<Figure> figures) {
    return ratio(figures).value() >= least;
  }

  /** For people. */
  public String verdict(List<Figure> figures) {
    return "%s: the %s is %s, and must be at least %s: %s"
        .formatted(
            benchmark,
            name,
            ratio(figures).rounded(),
            least,
            isMetIn(figures) ? "good" : "NOT GOOD ENOUGH");
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
