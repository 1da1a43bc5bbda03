package io.runnerbean.bench;

import io.runnerbean.bench.load.LoadProcess;
import io.runnerbean.testkit.process.ServerProcess;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * InsertJob posted to the worker, next to the same row inserted and committed over plain JDBC, with
 * the same pool and a thread per connection of it. Ours pays for the run's row, for HTTP and for
 * whoever posts, on the same cores.
 */
public record HttpDeliveryBenchmark(BenchmarkEnvironment environment, Plan plan) {

  /** The ratio, and the least that is good enough. */
  public static final Threshold GOAL =
      new Threshold("hot path", "ratio to plain JDBC", Threshold.Bound.AT_LEAST, 0.6);

  /**
   * Measures.
   *
   * @throws IllegalStateException if there is not exactly one row per job, and one run per job that
   *     was posted
   */
  public List<Measurement> measure(PrintStream out) throws Exception {
    out.printf("Hot path: %d connections post InsertJob%n", plan.connections());
    try (ServerProcess worker = environment.worker();
        LoadProcess http = LoadProcess.http(worker.url(), plan.connections());
        LoadProcess jdbc = LoadProcess.jdbc(environment.environment())) {
      PairedComparison comparison = fight(ours(worker, http), limit(jdbc), out);
      List<Measurement> measurements = new ArrayList<>(comparison.measurements());
      measurements.add(GOAL.measurement(comparison.ratio()));
      return measurements;
    }
  }

  private PairedComparison fight(Contender ours, Contender limit, PrintStream out)
      throws Exception {
    PairedComparison warm = PairedComparison.fight(ours, limit, plan.warmUp(), out);
    PairedComparison comparison = PairedComparison.fight(ours, limit, plan.measured(), out);
    long jobs = warm.jobs() + comparison.jobs();
    long posted = warm.ourTrials().jobs() + comparison.ourTrials().jobs();
    Rows.in(environment.database()).require(jobs, posted);
    out.printf("  %,d jobs and as many rows, %,d posted and as many runs%n", jobs, posted);
    return comparison;
  }

  private Contender ours(ServerProcess worker, LoadProcess load) {
    Map<String, ProcessHandle> processes = new LinkedHashMap<>();
    processes.put("worker", worker.process());
    processes.put("PostgreSQL", environment.postgres());
    processes.put("load", load.process());
    return new Contender("over HTTP", () -> load.run(plan.each()), processes, worker.process());
  }

  private Contender limit(LoadProcess load) {
    Map<String, ProcessHandle> processes = new LinkedHashMap<>();
    processes.put("PostgreSQL", environment.postgres());
    processes.put("load", load.process());
    return new Contender("plain JDBC", () -> load.run(plan.each()), processes, load.process());
  }
}
