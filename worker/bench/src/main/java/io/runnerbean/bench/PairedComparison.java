package io.runnerbean.bench;

import io.runnerbean.bench.Plan.Rounds;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A comparison of two contenders that alternate, so that other load on the machine affects both.
 *
 * @param baseline the contender that the candidate is compared with
 */
record PairedComparison(
    Contender candidate, Contender baseline, Samples candidateSamples, Samples baselineSamples) {

  /** Compares the contenders after a warm-up, whose rounds do not count. */
  static PairedComparison runAfterWarmUp(
      Contender candidate, Contender baseline, Plan plan, PrintStream out) throws Exception {
    PairedComparison _ = run(candidate, baseline, plan.warmUp(), out);
    return run(candidate, baseline, plan.measured(), out);
  }

  /** Runs the contenders alternately, and prints a line after each round. */
  static PairedComparison run(
      Contender candidate, Contender baseline, Rounds rounds, PrintStream out) throws Exception {
    PairedComparison comparison =
        new PairedComparison(
            candidate, baseline, new Samples(new ArrayList<>()), new Samples(new ArrayList<>()));
    for (int round = 1; round <= rounds.times(); round++) {
      comparison.candidateSamples.add(candidate.run());
      comparison.baselineSamples.add(baseline.run());
      out.printf(
          "  %-8s %2d of %d   %s%n", rounds.name(), round, rounds.times(), comparison.lastRound());
    }
    return comparison;
  }

  /** The candidate's rate divided by the baseline's: the median of all rounds. */
  double ratio() {
    return Median.of(IntStream.range(0, candidateSamples.all().size()).mapToDouble(this::ratio));
  }

  List<Measurement> measurements() throws IOException {
    List<Measurement> measurements = new ArrayList<>(candidate.measurements(candidateSamples));
    measurements.addAll(baseline.measurements(baselineSamples));
    return measurements;
  }

  long jobs() {
    return candidateSamples.jobs() + baselineSamples.jobs();
  }

  private String lastRound() {
    return "%s %,6.0f jobs/s   %s %,6.0f jobs/s   ratio %.2f"
        .formatted(
            candidate.name(),
            candidateSamples.all().getLast().jobsPerSecond(),
            baseline.name(),
            baselineSamples.all().getLast().jobsPerSecond(),
            ratio(candidateSamples.all().size() - 1));
  }

  private double ratio(int round) {
    return candidateSamples.all().get(round).jobsPerSecond()
        / baselineSamples.all().get(round).jobsPerSecond();
  }
}
