package io.runnerbean.engine.store;

import java.util.List;
import java.util.stream.Gatherers;

/**
 * How many runs to claim.
 *
 * @param slots how many can run at once
 * @param perSlot how many of them a slot can have, one after the other
 */
public record ClaimSize(int slots, int perSlot) {

  /** One run for each of this many slots. */
  public static ClaimSize of(int slots) {
    return new ClaimSize(slots, 1);
  }

  int runs() {
    return Math.multiplyExact(slots, perSlot);
  }

  /** Distributes runs over the slots: they share one only while there are more runs than slots. */
  public List<List<ClaimedRun>> perSlot(List<ClaimedRun> runs) {
    int each = Math.max(1, Math.ceilDiv(runs.size(), slots));
    return runs.stream().gather(Gatherers.windowFixed(each)).toList();
  }
}
