package io.runnerbean.chaos.audit;

import java.util.Locale;

/**
 * What a run has shown.
 *
 * @param kills how many processes were ended by SIGKILL: workers and daemons
 */
public record ChaosReport(AuditResult result, long kills, RecoveryTimes recoveryTimes) {

  /** The last line. */
  public String text() {
    return String.format(
        Locale.ROOT,
        "sent %d committed %d lost %d doubled %d stuck %d kills %d recovery p99 %.1f s",
        result.sent(),
        result.committed(),
        result.lost(),
        result.doubled(),
        result.stuck(),
        kills,
        recoveryTimes.p99());
  }
}
