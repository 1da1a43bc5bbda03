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
record Duel(Side ours, Side limit, Trials ourTrials, Trials limitTrials) {

  /** Lets the sides work in turns. */
  static Duel fight(Side ours, Side limit, Rounds rounds, PrintStream out) throws Exception {
    Duel duel = new Duel(ours, limit, new Trials(new ArrayList<>()), new Trials(new ArrayList<>()));
    for (int round = 1; round <= rounds.times(); round++) {
      duel.ourTrials.add(ours.run());
      duel.limitTrials.add(limit.run());
      out.printf("  %-8s %2d of %d   %s%n", rounds.name(), round, rounds.times(), duel.last());
    }
    return duel;
  }

  /** How much of the limit's rate ours is: the median of the rounds. */
  double ratio() {
    return Median.of(IntStream.range(0, ourTrials.all().size()).mapToDouble(this::ratio));
  }

  List<Figure> figures() throws IOException {
    List<Figure> figures = new ArrayList<>(ours.figures(ourTrials));
    figures.addAll(limit.figures(limitTrials));
    return figures;
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
