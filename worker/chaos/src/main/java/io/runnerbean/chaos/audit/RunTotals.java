package io.runnerbean.chaos.audit;

import java.util.List;
import java.util.Locale;

/**
 * The totals of all runs of the same code.
 *
 * @param code see {@link CodeFingerprint}
 */
public record RunTotals(String code, List<ChaosRow> runs) {

  public RunTotals {
    runs = List.copyOf(runs);
  }

  /**
   * Whether there were at least this many kills, with nothing lost, doubled, stuck or out of order.
   */
  public boolean suffices(long kills) {
    return kills() >= kills && runs.stream().allMatch(ChaosRow::isGood);
  }

  /** The totals as one line. */
  public String text() {
    return String.format(
        Locale.ROOT,
        "code %s: runs %d sent %d lost %d doubled %d stuck %d out of order %d kills %d worst recovery %.1f s",
        code,
        runs.size(),
        runs.stream().mapToLong(ChaosRow::sent).sum(),
        runs.stream().mapToLong(ChaosRow::lost).sum(),
        runs.stream().mapToLong(ChaosRow::doubled).sum(),
        runs.stream().mapToLong(ChaosRow::stuck).sum(),
        runs.stream().mapToLong(ChaosRow::outOfOrder).sum(),
        kills(),
        runs.stream().mapToDouble(ChaosRow::worst).max().orElse(0));
  }

  private long kills() {
    return runs.stream().mapToLong(ChaosRow::kills).sum();
  }
}
