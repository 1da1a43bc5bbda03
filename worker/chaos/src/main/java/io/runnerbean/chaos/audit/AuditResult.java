package io.runnerbean.chaos.audit;

import java.util.List;
import java.util.stream.Stream;

/**
 * The audit of everything that was sent.
 *
 * @param uncounted by how much the counters exceed the rows of effects; both are written in one
 *     transaction
 * @param outOfOrder how many effects were written before one that was sent earlier to the same
 *     group
 * @param queueHasMessages whether SQS still holds messages
 */
public record AuditResult(
    List<JobAudit> audits, long uncounted, long outOfOrder, boolean queueHasMessages) {

  public AuditResult {
    audits = List.copyOf(audits);
  }

  public long sent() {
    return audits.stream().filter(JobAudit::sent).count();
  }

  /** The number of those that ended once, in an allowed state, with the right effects. */
  public long committed() {
    return audits.stream().filter(JobAudit::sent).filter(JobAudit::isCommitted).count();
  }

  public long lost() {
    return audits.stream().filter(audit -> audit.isLost(queueHasMessages)).count()
        + Math.max(0, -uncounted);
  }

  public long doubled() {
    return audits.stream().mapToLong(JobAudit::doubled).sum() + Math.max(0, uncounted);
  }

  public long stuck() {
    return audits.stream().filter(audit -> audit.isStuck(queueHasMessages)).count();
  }

  public boolean isGood() {
    return lost() + doubled() + stuck() + outOfOrder == 0 && committed() == sent();
  }

  /** A line for each key that did not end as it should. */
  public Stream<String> faults() {
    return audits.stream()
        .filter(audit -> audit.doubled() > 0 || (audit.sent() && !audit.isCommitted()))
        .map(JobAudit::toString);
  }
}
