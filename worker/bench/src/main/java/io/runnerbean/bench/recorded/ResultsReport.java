package io.runnerbean.bench.recorded;

import io.runnerbean.bench.KeyMetric;
import io.runnerbean.bench.Threshold;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Holds the figures that are kept against what there should be. */
public record ResultsReport(RecordedResults kept, StalenessCheck freshness) {

  /** A line about each that is missing, stale, or not good enough. */
  public List<String> problems(Collection<KeyMetric> wanted) {
    return wanted.stream().flatMap(this::problems).toList();
  }

  private Stream<String> problems(KeyMetric wanted) {
    Optional<RecordedResult> newest = kept.newest(wanted.benchmark(), wanted.measurement());
    return newest.isPresent()
        ? Stream.concat(
            freshness.staleness(newest.get()).map(wanted::problem).stream(),
            wanted.threshold().stream()
                .flatMap(threshold -> shortfall(wanted, threshold, newest.get())))
        : Stream.of(wanted.problem("is missing"));
  }

  private static Stream<String> shortfall(
      KeyMetric wanted, Threshold threshold, RecordedResult measurement) {
    return threshold.isMetBy(measurement.value())
        ? Stream.empty()
        : Stream.of(
            wanted.problem("is " + measurement.value() + ", and must be " + threshold.bounds()));
  }
}
