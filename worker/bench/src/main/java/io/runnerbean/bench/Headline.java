package io.runnerbean.bench;

import java.util.Optional;

/**
 * The figure that a benchmark is made for.
 *
 * @param goal what it must keep to; empty: it is for people to judge
 */
public record Headline(String benchmark, String figure, Optional<Goal> goal) {

  static Headline of(Goal goal) {
    return new Headline(goal.benchmark(), goal.name(), Optional.of(goal));
  }

  static Headline of(String benchmark, String figure) {
    return new Headline(benchmark, figure, Optional.empty());
  }

  /** What is wrong with it, in a line for people. */
  public String problem(String what) {
    return "%s: the %s %s".formatted(benchmark, figure, what);
  }
}
