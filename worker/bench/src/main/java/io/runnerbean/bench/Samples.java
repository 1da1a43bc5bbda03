package io.runnerbean.bench;

import io.runnerbean.bench.load.LoadResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The results of one contender. Medians limit the effect of a disturbed round. */
record Samples(List<Sample> all) {

  void add(Sample sample) {
    all.add(sample);
  }

  long jobs() {
    return all.stream().mapToLong(sample -> sample.result().jobs()).sum();
  }

  /** Returns the figures of the contender of this name. */
  List<Measurement> measurements(String benchmark, List<String> processes) {
    List<Measurement> measurements = new ArrayList<>();
    measurements.add(new Measurement(benchmark, "jobs", jobs(), ""));
    measurements.add(
        new Measurement(benchmark, "rate", median(LoadResult::jobsPerSecond), "jobs/s"));
    if (all.stream().allMatch(sample -> sample.result().hasLatencies())) {
      measurements.add(
          new Measurement(benchmark, "p50", median(result -> result.p50() / 1e6), "ms"));
      measurements.add(
          new Measurement(benchmark, "p99", median(result -> result.p99() / 1e6), "ms"));
    }
    for (String process : processes) {
      measurements.add(
          new Measurement(benchmark, "CPU per job: " + process, cpuPerJob(process), "us"));
    }
    return measurements;
  }

  private double cpuPerJob(String process) {
    return all.stream().mapToLong(sample -> sample.cpuOf(process).toNanos()).sum() / 1e3 / jobs();
  }

  private double median(ToDoubleFunction<LoadResult> figure) {
    return Median.of(all.stream().map(Sample::result).mapToDouble(figure));
  }
}
