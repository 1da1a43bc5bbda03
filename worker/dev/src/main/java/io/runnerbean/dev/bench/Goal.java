package io.runnerbean.dev.bench;

import java.util.List;
import java.util.Optional;

/**
 * A ratio that must not fall under a limit.
 *
 * @param least the least that is good enough
 */
public record Goal(String benchmark, String name, double least) {

  /** What is wrong with these figures, or nothing. */
  public Optional<String> missedIn(List<Figure> figures) {
    return figures.stream()
        .filter(figure -> figure.benchmark().equals(benchmark) && figure.name().equals(name))
        .filter(figure -> figure.value() < least)
        .map(figure ->
            "%s: the %s is %s; it must be %s at least"
                .formatted(benchmark, name, figure.rounded(), least))
        .findFirst();
  }

  Figure figure(double ratio) {
    return new Figure(benchmark, name, ratio, "");
  }
}
