package io.runnerbean.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The samples of all contestants, one for each round. */
final class RivalResults {

  private final Map<String, List<RivalSample>> samples = new LinkedHashMap<>();
  private final Map<String, Double> idleMib = new LinkedHashMap<>();

  /** Adds the memory of an idle program. */
  void addIdle(String contestant, double mib) {
    idleMib.put(contestant, mib);
  }

  double idleMib(String contestant) {
    return idleMib.getOrDefault(contestant, 0.0);
  }

  /** Adds the sample of a round, and prints it. */
  void add(String contestant, RivalSample sample, PrintStream out) {
    samples.computeIfAbsent(contestant, _ -> new ArrayList<>()).add(sample);
    out.printf(
        "  %-18s %,7.0f jobs/s   %,5.0f us CPU per job   %,4.0f MiB",
        contestant, sample.rate(), sample.cpuPerJob(), sample.peakMib());
    if (sample.isOverHttp()) {
      out.printf(
          "   p50 %5.1f ms   p99 %6.1f ms   first job %4.1f s   90 %% %4.1f s   first 20 s %,7.0f",
          sample.p50Millis(),
          sample.p99Millis(),
          sample.firstJobSeconds(),
          sample.fullSpeedSeconds(),
          sample.earlyJobs());
    }
    out.println();
  }

  boolean has(String contestant) {
    return samples.containsKey(contestant);
  }

  /**
   * A figure of one contestant, divided by that of another in the same round: the median of all
   * rounds.
   */
  double ratio(String contestant, String rival, ToDoubleFunction<RivalSample> figure) {
    List<RivalSample> own = samples.getOrDefault(contestant, List.of());
    List<RivalSample> other = samples.getOrDefault(rival, List.of());
    return Median.of(
        IntStream.range(0, own.size())
            .mapToDouble(round ->
                figure.applyAsDouble(own.get(round)) / figure.applyAsDouble(other.get(round))));
  }

  /** The median of a figure of one contestant. */
  double median(String contestant, ToDoubleFunction<RivalSample> figure) {
    return median(samples.getOrDefault(contestant, List.of()), figure);
  }

  /** The medians of every contestant. */
  List<Measurement> measurements() {
    List<Measurement> measurements = new ArrayList<>();
    samples.forEach((name, rounds) -> {
      String benchmark = "rivals: " + name;
      measurements.add(
          new Measurement(benchmark, "rate", median(rounds, RivalSample::rate), "jobs/s"));
      if (rounds.getFirst().isOverHttp()) {
        measurements.add(
            new Measurement(benchmark, "p50", median(rounds, RivalSample::p50Millis), "ms"));
        measurements.add(
            new Measurement(benchmark, "p99", median(rounds, RivalSample::p99Millis), "ms"));
        measurements.add(
            new Measurement(
                benchmark, "jobs in the first 20 s", median(rounds, RivalSample::earlyJobs), ""));
        measurements.add(
            new Measurement(
                benchmark, "first job", median(rounds, RivalSample::firstJobSeconds), "s"));
        measurements.add(
            new Measurement(
                benchmark,
                "90 % of full speed",
                median(rounds, RivalSample::fullSpeedSeconds),
                "s"));
        measurements.add(new Measurement(benchmark, "idle memory", idleMib(name), "MiB"));
      }
      rounds
          .getFirst()
          .warm()
          .cpu()
          .keySet()
          .forEach(process ->
              measurements.add(
                  new Measurement(
                      benchmark,
                      "CPU per job: " + process,
                      median(rounds, sample -> sample.cpuPerJob(process)),
                      "us")));
      measurements.add(
          new Measurement(benchmark, "peak memory", median(rounds, RivalSample::peakMib), "MiB"));
    });
    return measurements;
  }

  private static double median(List<RivalSample> rounds, ToDoubleFunction<RivalSample> figure) {
    return Median.of(rounds.stream().mapToDouble(figure));
  }
}
