package io.runnerbean.engine.execution;

import io.runnerbean.engine.store.RunRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs how late each scheduled message begins, in a field that an alarm can be set on. */
public final class ScheduleLateness {

  private static final Logger LOG = LoggerFactory.getLogger(ScheduleLateness.class);

  private final Clock clock;

  public ScheduleLateness(Clock clock) {
    this.clock = clock;
  }

  /** Only a first attempt shows how late the schedule is. The daemon may be a second early. */
  void log(RunRecord run) {
    Instant scheduled = run.source().scheduledAt();
    if (scheduled == null || run.attempt() != 1) {
      return;
    }
    long late = Math.max(0, Duration.between(scheduled, clock.instant()).toSeconds());
    LOG.atInfo()
        .addKeyValue("schedule_late_seconds", late)
        .log("scheduled {} begins {} s late", run.jobType(), late);
  }
}
