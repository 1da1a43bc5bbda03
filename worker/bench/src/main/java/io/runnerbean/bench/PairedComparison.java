package io.runnerbean.bench;

import io.runnerbean.bench.Plan.Rounds;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Two sides that took turns, so that whatever else the machine did was done to both.
 *
 * @param limit what ours is held against
 */
record PairedComparison(Contender ours, Contender limit, Samples ourTrials, Samples limitTrials) {

  /** Lets the sides work in turns. */
  static PairedComparison fight(Contender ours, Contender limit, Rounds rounds, PrintStream out)
      throws Exception {
    PairedComparison comparison =
        new PairedComparison(
            ours, limit, new Samples(new ArrayList<>()), new Samples(new ArrayList<>()));
    for (int round = 1; round <= rounds.times(); round++) {
      comparison.ourTrials.add(ours.run());
      comparison.limitTrials.add(limit.run());
      out.printf(
          "  %-8s %2d of %d   %s%n", rounds.name(), round, rounds.times(), comparison.last());
    }
    return comparison;
  }

  /** How much of the limit's rate ours is: the median of the rounds. */
  double ratio() {
    return Median.of(IntStream.range(0, ourTrials.all().size()).mapToDouble(this::ratio));
  }

  List<Measurement> measurements() throws IOException {
    List<Measurement> measurements = new ArrayList<>(ours.measurements(ourTrials));
    measurements.addAll(limit.measurements(limitTrials));
    return measurements;
  }

  long jobs() {
    return ourTrials.jobs() + limitTrials.jobs();
  }

  private String last() {
    return "%s %,6.0f jobs/s   %s %,6.0f jobs/s   ratio %.2f"
        .formatted(
            ours.name(),
            ourTrials.all().getLast().jobsPerSecond(),
            limit.name(),
            limitTrials.all().getLast().jobsPerSecond(),
            ratio(ourTrials.all().size() - 1));
  }

  private double ratio(int round) {
    return ourTrials.all().get(round).jobsPerSecond()
        / limitTrials.all().get(round).jobsPerSecond();
  }
}
