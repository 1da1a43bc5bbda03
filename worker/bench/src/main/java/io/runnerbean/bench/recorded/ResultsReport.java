package io.runnerbean.bench.recorded;

import io.runnerbean.bench.KeyMetric;
import io.runnerbean.bench.Threshold;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds recorded figures that are missing, stale, or do not meet their threshold. */
public record ResultsReport(RecordedResults results, StalenessCheck staleness) {

  /** Returns a line about each problem. */
  public List<String> problems(Collection<KeyMetric> metrics) {
    return metrics.stream().flatMap(this::problems).toList();
  }

  private Stream<String> problems(KeyMetric metric) {
    Optional<RecordedResult> newest = results.newest(metric.benchmark(), metric.measurement());
    return newest.isPresent()
        ? Stream.concat(
            staleness.reason(newest.get()).map(metric::describe).stream(),
            metric.threshold().stream()
                .flatMap(threshold -> shortfall(metric, threshold, newest.get())))
        : Stream.of(metric.describe("is missing"));
  }

  private static Stream<String> shortfall(
      KeyMetric metric, Threshold threshold, RecordedResult result) {
    return threshold.isMetBy(result.value())
        ? Stream.empty()
        : Stream.of(metric.describe("is " + result.value() + ", must be " + threshold.bounds()));
  }
}
