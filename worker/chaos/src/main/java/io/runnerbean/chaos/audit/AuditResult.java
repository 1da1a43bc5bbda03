package io.runnerbean.chaos.audit;

import java.util.List;
import java.util.stream.Stream;

/**
 * What became of everything.
 *
 * @param uncounted how many more effects were counted than there are; they are written together
 * @param queueHasMessages whether something may still come
 */
public record AuditResult(List<JobAudit> audits, long uncounted, boolean queueHasMessages) {

  public AuditResult {
    audits = List.copyOf(audits);
  }

  public long sent() {
    return audits.stream().filter(JobAudit::sent).count();
  }

  /** How many of those ended once, as they may, and left what they should. */
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
    return lost() + doubled() + stuck() == 0 && committed() == sent();
  }

  /** What there is to say of the work that did not end as it should. */
  public Stream<String> faults() {
    return audits.stream()
        .filter(audit -> audit.doubled() > 0 || (audit.sent() && !audit.isCommitted()))
        .map(JobAudit::toString);
  }
}
