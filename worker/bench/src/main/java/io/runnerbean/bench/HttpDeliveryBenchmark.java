package io.runnerbean.bench;

import io.runnerbean.bench.load.LoadProcess;
import io.runnerbean.testkit.process.ServerProcess;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Posts InsertJob to the worker. The baseline inserts and commits the same row over plain JDBC,
 * with the same pool and one thread for each connection. The worker also writes the run's row, and
 * the HTTP client shares its cores.
 */
public record HttpDeliveryBenchmark(BenchmarkEnvironment environment, Plan plan) {

  public static final Threshold THRESHOLD =
      new Threshold("hot path", "ratio to plain JDBC", Threshold.Bound.AT_LEAST, 0.6);

  /**
   * Runs the benchmark.
   *
   * @throws IllegalStateException if there is not exactly one row for each job, and one run for
   *     each posted job
   */
  public List<Measurement> measure(PrintStream out) throws Exception {
    out.printf("Hot path: %d connections post InsertJob%n", plan.connections());
    try (ServerProcess worker = environment.worker();
        LoadProcess http = LoadProcess.http(worker.url(), plan.connections());
        LoadProcess jdbc = LoadProcess.jdbc(environment.environment())) {
      PairedComparison comparison = compare(overHttp(worker, http), plainJdbc(jdbc), out);
      List<Measurement> measurements = new ArrayList<>(comparison.measurements());
      measurements.add(THRESHOLD.measurement(comparison.ratio()));
      return measurements;
    }
  }

  private PairedComparison compare(Contender overHttp, Contender plainJdbc, PrintStream out)
      throws Exception {
    PairedComparison warmUp = PairedComparison.run(overHttp, plainJdbc, plan.warmUp(), out);
    PairedComparison comparison = PairedComparison.run(overHttp, plainJdbc, plan.measured(), out);
    long jobs = warmUp.jobs() + comparison.jobs();
    long posted = warmUp.candidateSamples().jobs() + comparison.candidateSamples().jobs();
    RowCounts.in(environment.database()).require(jobs, posted);
    out.printf(
        "  Checked: one row for each of %,d jobs, one run for each of %,d posted%n", jobs, posted);
    return comparison;
  }

  private Contender overHttp(ServerProcess worker, LoadProcess load) {
    return new Contender(
        "over HTTP",
        () -> load.run(plan.each()),
        List.of(
            new NamedProcess("worker", worker.process()),
            environment.postgres(),
            new NamedProcess("load", load.process())),
        worker.process());
  }

  private Contender plainJdbc(LoadProcess load) {
    return new Contender(
        "plain JDBC",
        () -> load.run(plan.each()),
        List.of(environment.postgres(), new NamedProcess("load", load.process())),
        load.process());
  }
}
