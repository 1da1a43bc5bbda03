package io.runnerbean.engine.dispatch;

import io.runnerbean.engine.ledger.RunFacts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of each tick how long after its time it began, in numbers that an alarm can be set on. */
public record Punctuality(Clock clock) {

  private static final Logger LOG = LoggerFactory.getLogger(Punctuality.class);

  /** Further attempts say nothing about the schedule. */
  void note(RunFacts run) {
    Instant scheduled = run.delivery().scheduledAt();
    if (scheduled != null && run.attempt() == 1) {
      tell(run, scheduled);
    }
  }

  /** The daemon may be a second early, which is not late. */
  private void tell(RunFacts run, Instant scheduled) {
    long late = Math.max(0, Duration.between(scheduled, clock.instant()).toSeconds());
    LOG.atInfo()
        .addKeyValue("tick_late_seconds", late)
        .log("the tick of {} begins {} s after its time", run.jobType(), late);
  }
}
