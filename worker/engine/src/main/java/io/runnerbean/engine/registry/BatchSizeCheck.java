package io.runnerbean.engine.registry;

import java.util.ArrayList;
import java.util.List;

/** Checks how many runs of a job may share a transaction. */
final class BatchSizeCheck {

  /** The most runs that share a transaction: one statement finishes all of them. */
  private static final int MOST = 1000;

  private BatchSizeCheck() {}

  static List<String> problems(RegisteredJob<?> job) {
    List<String> problems = new ArrayList<>();
    int runs = job.runsPerTransaction();
    if (runs < 1 || runs > MOST) {
      problems.add(
          "%s has %d runs per transaction: 1 to %d are allowed"
              .formatted(job.type().name(), runs, MOST));
    }
    if (runs > 1 && !job.limits().isNone()) {
      problems.add(
          "%s has limits, so each of its runs needs a transaction of its own: remove the limits, or allow 1 run per transaction"
              .formatted(job.type().name()));
    }
    return problems;
  }
}
