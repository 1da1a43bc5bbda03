package io.runnerbean.bench;

import io.runnerbean.bench.load.LoadProcess;
import io.runnerbean.bench.load.LoadResult;
import io.runnerbean.testkit.process.ServerProcess;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.List;

/**
 * Runs that fail and are retried until they are dead, and the rate at which the worker runs
 * deliveries meanwhile.
 */
public record RetryStormBenchmark(BenchmarkEnvironment environment, Plan plan) {

  private static final String NAME = "retry storm";

  static final KeyMetric KEY_METRIC = KeyMetric.of(NAME, "failed attempts");

  private static final String FILL =
      """
      insert into runnerbean.job_queue (run_id, job_type, payload, due, attempt, receive_count)
      select uuidv7(), 'Failing', '{"job_type":"Failing"}', now(), 0, 1
      from generate_series(1, ?)
      """;

  /**
   * Runs the benchmark.
   *
   * @throws IllegalStateException if there is not exactly one dead letter for each run
   */
  public List<Measurement> measure(PrintStream out) throws Exception {
    out.printf(
        "Retry storm: %,d runs that fail %d times each%n",
        plan.messages(), FailingJobsMain.ATTEMPTS);
    try (ServerProcess worker = environment.server("storm", FailingJobsMain.class);
        LoadProcess load = LoadProcess.http(worker.url(), plan.connections())) {
      warmUp(load);
      LoadResult before = load.run(plan.each());
      QueueTable queue = new QueueTable(environment.database(), "runnerbean.job_queue");
      long start = System.nanoTime();
      queue.fill(FILL, plan.messages());
      LoadResult meanwhile = load.run(plan.each());
      queue.awaitEmpty();
      return measurements(before, meanwhile, System.nanoTime() - start);
    }
  }

  private void warmUp(LoadProcess load) throws IOException {
    for (int i = 0; i < plan.warmUp().times(); i++) {
      var _ = load.run(plan.each());
    }
  }

  private List<Measurement> measurements(LoadResult before, LoadResult meanwhile, long nanos)
      throws SQLException {
    requireAllDead();
    return List.of(
        new Measurement(
            NAME,
            KEY_METRIC.measurement(),
            plan.messages() * (double) FailingJobsMain.ATTEMPTS * 1e9 / nanos,
            "1/s"),
        new Measurement(NAME, "deliveries before", before.jobsPerSecond(), "jobs/s"),
        new Measurement(NAME, "deliveries meanwhile", meanwhile.jobsPerSecond(), "jobs/s"),
        new Measurement(NAME, "p99 of deliveries before", before.p99() / 1e6, "ms"),
        new Measurement(NAME, "p99 of deliveries meanwhile", meanwhile.p99() / 1e6, "ms"));
  }

  private void requireAllDead() throws SQLException {
    long dead = RowCounts.of(environment.database(), "runnerbean.dead_letter");
    if (dead != plan.messages()) {
      throw new IllegalStateException(
          "%d runs left %d dead letters".formatted(plan.messages(), dead));
    }
  }
}
