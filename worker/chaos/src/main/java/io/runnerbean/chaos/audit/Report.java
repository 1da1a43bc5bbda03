package io.runnerbean.chaos.audit;

import java.util.Locale;

/**
 * What a run has shown.
 *
 * @param kills how many processes were ended by SIGKILL: workers and daemons
 */
public record Report(Verdict verdict, long kills, Recovery recovery) {

  /** The last line. */
  public String text() {
    return String.format(
        Locale.ROOT,
        "sent %d committed %d lost %d doubled %d stuck %d kills %d recovery p99 %.1f s",
        verdict.sent(),
        verdict.committed(),
        verdict.lost(),
        verdict.doubled(),
        verdict.stuck(),
        kills,
        recovery.p99());
  }
}
