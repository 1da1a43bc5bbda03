package io.runnerbean.bench;

import io.runnerbean.bench.load.LoadProcess;
import io.runnerbean.bench.load.LoadResult;
import io.runnerbean.testkit.process.ServerProcess;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.List;

/**
 * Runs that fail and are tried again until they are dead, and what is left meanwhile for messages
 * that are delivered.
 */
public record RetryStormBenchmark(BenchmarkEnvironment environment, Plan plan) {

  private static final String NAME = "retry storm";

  static final KeyMetric HEADLINE = KeyMetric.of(NAME, "failed attempts");

  private static final String FILL =
      """
      insert into runnerbean.job_queue (run_id, job_type, payload, due, attempt, receive_count)
      select uuidv7(), 'Failing', '{"job_type":"Failing"}', now(), 0, 1
      from generate_series(1, ?)
      """;

  /**
   * Measures.
   *
   * @throws IllegalStateException if there is not exactly one dead letter per run
   */
  public List<Measurement> measure(PrintStream out) throws Exception {
    out.printf(
        "Retry storm: %,d runs fail, %d times each%n", plan.messages(), FailingJobsMain.ATTEMPTS);
    try (ServerProcess worker = environment.server("storm", FailingJobsMain.class);
        LoadProcess load = LoadProcess.http(worker.url(), plan.connections())) {
      warmUp(load);
      LoadResult calm = load.run(plan.each());
      Waiting waiting = new Waiting(environment.database(), "runnerbean.job_queue");
      long start = System.nanoTime();
      waiting.fill(FILL, plan.messages());
      LoadResult beside = load.run(plan.each());
      waiting.awaitNone();
      return measurements(calm, beside, System.nanoTime() - start);
    }
  }

  private void warmUp(LoadProcess load) throws IOException {
    for (int i = 0; i < plan.warmUp().times(); i++) {
      var _ = load.run(plan.each());
    }
  }

  private List<Measurement> measurements(LoadResult calm, LoadResult beside, long nanos)
      throws SQLException {
    requireAllDead();
    return List.of(
        new Measurement(
            NAME,
            HEADLINE.measurement(),
            plan.messages() * (double) FailingJobsMain.ATTEMPTS * 1e9 / nanos,
            "1/s"),
        new Measurement(NAME, "deliveries before", calm.jobsPerSecond(), "jobs/s"),
        new Measurement(NAME, "deliveries meanwhile", beside.jobsPerSecond(), "jobs/s"),
        new Measurement(NAME, "p99 of deliveries before", calm.p99() / 1e6, "ms"),
        new Measurement(NAME, "p99 of deliveries meanwhile", beside.p99() / 1e6, "ms"));
  }

  private void requireAllDead() throws SQLException {
    long dead = new Waiting(environment.database(), "runnerbean.dead_letter").count();
    if (dead != plan.messages()) {
      throw new IllegalStateException(
          "%d runs have left %d dead letters".formatted(plan.messages(), dead));
    }
  }
}
