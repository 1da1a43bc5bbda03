package io.runnerbean.chaos.audit;

import java.util.Locale;

/**
 * The result of a run.
 *
 * @param kills the number of workers and daemons that SIGKILL ended
 */
public record ChaosReport(AuditResult result, long kills, RecoveryTimes recoveryTimes) {

  /** The result as one line. */
  public String text() {
    return String.format(
        Locale.ROOT,
        "sent %d committed %d lost %d doubled %d stuck %d out of order %d kills %d recovery p99 %.1f s",
        result.sent(),
        result.committed(),
        result.lost(),
        result.doubled(),
        result.stuck(),
        result.outOfOrder(),
        kills,
        recoveryTimes.p99());
  }
}
