package io.runnerbean.engine.registry;

import java.util.ArrayList;
import java.util.List;

/** Whether so many runs of a job may share a transaction. */
final class SharingCheck {

  /** What one statement can end. */
  private static final int MOST = 1000;

  private SharingCheck() {}

  static List<String> problems(RegisteredJob<?> job) {
    List<String> problems = new ArrayList<>();
    int together = job.runsPerTransaction();
    if (together < 1 || together > MOST) {
      problems.add(
          "%s has %d runs per transaction: 1 to %d are allowed"
              .formatted(job.type().name(), together, MOST));
    }
    if (together > 1 && !job.limits().isNone()) {
      problems.add(
          "%s has limits, so each of its runs needs a transaction of its own: leave one of the two out"
              .formatted(job.type().name()));
    }
    return problems;
  }
}
