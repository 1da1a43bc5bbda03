package io.runnerbean.chaos.audit;

import java.util.List;
import java.util.stream.Stream;

/**
 * What became of everything.
 *
 * @param uncounted how many more effects were counted than there are; they are written together
 * @param queueHasMessages whether something may still come
 */
public record Verdict(List<Fate> fates, long uncounted, boolean queueHasMessages) {

  public Verdict {
    fates = List.copyOf(fates);
  }

  public long sent() {
    return fates.stream().filter(Fate::sent).count();
  }

  /** How many of those ended once, as they may, and left what they should. */
  public long committed() {
    return fates.stream().filter(Fate::sent).filter(Fate::isCommitted).count();
  }

  public long lost() {
    return fates.stream().filter(fate -> fate.isLost(queueHasMessages)).count()
        + Math.max(0, -uncounted);
  }

  public long doubled() {
    return fates.stream().mapToLong(Fate::doubled).sum() + Math.max(0, uncounted);
  }

  public long stuck() {
    return fates.stream().filter(fate -> fate.isStuck(queueHasMessages)).count();
  }

  public boolean isGood() {
    return lost() + doubled() + stuck() == 0 && committed() == sent();
  }

  /** What there is to say of the work that did not end as it should. */
  public Stream<String> faults() {
    return fates.stream()
        .filter(fate -> fate.doubled() > 0 || (fate.sent() && !fate.isCommitted()))
        .map(Fate::toString);
  }
}
