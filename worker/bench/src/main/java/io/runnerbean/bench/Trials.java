package io.runnerbean.bench;

import io.runnerbean.bench.load.LoadResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** All runs of one side. One that a noisy neighbour disturbed does not move a median. */
record Trials(List<Trial> all) {

  void add(Trial trial) {
    all.add(trial);
  }

  long jobs() {
    return all.stream().mapToLong(trial -> trial.result().jobs()).sum();
  }

  /** Its figures, for the benchmark of this name. */
  List<Figure> figures(String benchmark, Set<String> processes) {
    List<Figure> figures = new ArrayList<>();
    figures.add(new Figure(benchmark, "jobs", jobs(), ""));
    figures.add(new Figure(benchmark, "rate", median(LoadResult::jobsPerSecond), "jobs/s"));
    if (all.stream().allMatch(trial -> trial.result().hasLatencies())) {
      figures.add(new Figure(benchmark, "p50", median(result -> result.p50() / 1e6), "ms"));
      figures.add(new Figure(benchmark, "p99", median(result -> result.p99() / 1e6), "ms"));
    }
    for (String process : processes) {
      figures.add(new Figure(benchmark, "CPU per job: " + process, cpuPerJob(process), "us"));
    }
    return figures;
  }

  private double cpuPerJob(String process) {
    return all.stream().mapToLong(trial -> trial.cpuOf(process).toNanos()).sum() / 1e3 / jobs();
  }

  private double median(ToDoubleFunction<LoadResult> figure) {
    return Median.of(all.stream().map(Trial::result).mapToDouble(figure));
  }
}
