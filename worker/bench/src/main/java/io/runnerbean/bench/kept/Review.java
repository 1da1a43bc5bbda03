package io.runnerbean.bench.kept;

import io.runnerbean.bench.Goal;
import io.runnerbean.bench.Headline;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Holds the figures that are kept against what there should be. */
public record Review(KeptFigures kept, Freshness freshness) {

  /** A line about each that is missing, stale, or not good enough. */
  public List<String> problems(Collection<Headline> wanted) {
    return wanted.stream().flatMap(this::problems).toList();
  }

  private Stream<String> problems(Headline wanted) {
    Optional<KeptFigure> newest = kept.newest(wanted.benchmark(), wanted.figure());
    return newest.isPresent()
        ? Stream.concat(
            freshness.staleness(newest.get()).map(wanted::problem).stream(),
            wanted.goal().stream().flatMap(goal -> shortfall(wanted, goal, newest.get())))
        : Stream.of(wanted.problem("is missing"));
  }

  private static Stream<String> shortfall(Headline wanted, Goal goal, KeptFigure figure) {
    return goal.isMetBy(figure.value())
        ? Stream.empty()
        : Stream.of(wanted.problem("is " + figure.value() + ", and must be " + goal.bounds()));
  }
}
