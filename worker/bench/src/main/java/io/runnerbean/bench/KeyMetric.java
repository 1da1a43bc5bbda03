package io.runnerbean.bench;

import java.util.Optional;

/**
 * The figure that a benchmark is made for.
 *
 * @param threshold what it must keep to; empty: it is for people to judge
 */
public record KeyMetric(String benchmark, String measurement, Optional<Threshold> threshold) {

  static KeyMetric of(Threshold threshold) {
    return new KeyMetric(threshold.benchmark(), threshold.name(), Optional.of(threshold));
  }

  static KeyMetric of(String benchmark, String measurement) {
    return new KeyMetric(benchmark, measurement, Optional.empty());
  }

  /** What is wrong with it, in a line for people. */
  public String problem(String what) {
    return "%s: the %s %s".formatted(benchmark, measurement, what);
  }
}
