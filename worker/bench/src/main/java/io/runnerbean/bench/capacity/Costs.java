package io.runnerbean.bench.capacity;

import io.runnerbean.bench.recorded.RecordedResult;
import io.runnerbean.bench.recorded.RecordedResults;

/**
 * The CPU time of a short job on its way from SQS to a row, in microseconds.
 *
 * @param worker CPU time on the instance
 * @param daemon CPU time on the instance
 * @param database CPU time on the database server
 * @param source the date and the commit of the measurement
 */
record Costs(double worker, double daemon, double database, String source) {

  private static final String BENCHMARK = "from SQS to a row";

  /**
   * Returns the latest measured costs.
   *
   * @throws IllegalStateException if there are none
   */
  static Costs in(RecordedResults results) {
    RecordedResult worker = measurement(results, "worker");
    return new Costs(
        worker.value(),
        measurement(results, "daemon").value(),
        measurement(results, "PostgreSQL").value(),
        "%s, commit `%s`".formatted(worker.date(), worker.commit()));
  }

  private static RecordedResult measurement(RecordedResults results, String part) {
    return results
        .newest(BENCHMARK, "CPU per job: " + part)
        .orElseThrow(() ->
            new IllegalStateException(
                "The figure \"CPU per job: %s\" of \"%s\" is missing; './runnerbean bench' measures it."
                    .formatted(part, BENCHMARK)));
  }
}
