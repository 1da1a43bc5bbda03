package io.runnerbean.bench.capacity;

import io.runnerbean.bench.recorded.RecordedResult;
import io.runnerbean.bench.recorded.RecordedResults;

/**
 * What a short job takes on its way from SQS to a row, in microseconds of one CPU.
 *
 * @param worker on the instance
 * @param daemon on the instance too
 * @param database on the database
 * @param source when this was measured, and of which code
 */
record Costs(double worker, double daemon, double database, String source) {

  private static final String BENCHMARK = "from SQS to a row";

  /**
   * The newest that were measured.
   *
   * @throws IllegalStateException if none were
   */
  static Costs in(RecordedResults kept) {
    RecordedResult worker = measurement(kept, "worker");
    return new Costs(
        worker.value(),
        measurement(kept, "daemon").value(),
        measurement(kept, "PostgreSQL").value(),
        "%s, commit `%s`".formatted(worker.date(), worker.commit()));
  }

  private static RecordedResult measurement(RecordedResults kept, String part) {
    return kept.newest(BENCHMARK, "CPU per job: " + part)
        .orElseThrow(() ->
            new IllegalStateException(
                "There is no figure \"CPU per job: %s\" of \"%s\"; './runnerbean bench' measures it."
                    .formatted(part, BENCHMARK)));
  }
}
