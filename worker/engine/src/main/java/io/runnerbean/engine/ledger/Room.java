package io.runnerbean.engine.ledger;

import java.util.List;
import java.util.stream.Gatherers;

/**
 * Room for runs.
 *
 * @param slots how many can be at work at once
 * @param perSlot how many a slot can have, one after the other
 */
public record Room(int slots, int perSlot) {

  /** For so many, each on a slot of its own. */
  static Room of(int slots) {
    return new Room(slots, 1);
  }

  int runs() {
    return Math.multiplyExact(slots, perSlot);
  }

  /** Over as many slots as there are: runs share one only while there are more of them. */
  public List<List<LeasedRun>> spread(List<LeasedRun> runs) {
    int each = Math.max(1, Math.ceilDiv(runs.size(), slots));
    return runs.stream().gather(Gatherers.windowFixed(each)).toList();
  }
}
