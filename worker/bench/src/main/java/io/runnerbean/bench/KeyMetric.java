package io.runnerbean.bench;

import java.util.Optional;

/**
 * A figure that matters most in a benchmark.
 *
 * @param threshold the value that it must meet, if there is one
 */
public record KeyMetric(String benchmark, String measurement, Optional<Threshold> threshold) {

  static KeyMetric of(Threshold threshold) {
    return new KeyMetric(threshold.benchmark(), threshold.name(), Optional.of(threshold));
  }

  static KeyMetric of(String benchmark, String measurement) {
    return new KeyMetric(benchmark, measurement, Optional.empty());
  }

  /** Describes what is wrong with the figure. */
  public String describe(String problem) {
    return "%s: the figure \"%s\" %s".formatted(benchmark, measurement, problem);
  }
}
