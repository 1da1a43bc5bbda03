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
public record HotPath(Stage stage, Plan plan) {

  /** The ratio, and the least that is good enough. */
  public static final Goal GOAL =
      new Goal("hot path", "ratio to plain JDBC", Goal.Bound.AT_LEAST, 0.6);

  /**
   * Measures.
   *
   * @throws IllegalStateException if there is not exactly one row per job, and one run per job that
   *     was posted
   */
  public List<Figure> measure(PrintStream out) throws Exception {
    out.printf("Hot path: %d connections post InsertJob%n", plan.connections());
    try (ServerProcess worker = stage.worker();
        LoadProcess http = LoadProcess.http(worker.url(), plan.connections());
        LoadProcess jdbc = LoadProcess.jdbc(stage.environment())) {
      Duel duel = fight(ours(worker, http), limit(jdbc), out);
      List<Figure> figures = new ArrayList<>(duel.figures());
      figures.add(GOAL.figure(duel.ratio()));
      return figures;
    }
  }

  private Duel fight(Side ours, Side limit, PrintStream out) throws Exception {
    Duel warm = Duel.fight(ours, limit, plan.warmUp(), out);
    Duel duel = Duel.fight(ours, limit, plan.measured(), out);
    long jobs = warm.jobs() + duel.jobs();
    long posted = warm.ourTrials().jobs() + duel.ourTrials().jobs();
    Rows.in(stage.database()).require(jobs, posted);
    out.printf("  %,d jobs and as many rows, %,d posted and as many runs%n", jobs, posted);
    return duel;
  }

  private Side ours(ServerProcess worker, LoadProcess load) {
    Map<String, ProcessHandle> processes = new LinkedHashMap<>();
    processes.put("worker", worker.process());
    processes.put("PostgreSQL", stage.postgres());
    processes.put("load", load.process());
    return new Side("over HTTP", () -> load.run(plan.each()), processes, worker.process());
  }

  private Side limit(LoadProcess load) {
    Map<String, ProcessHandle> processes = new LinkedHashMap<>();
    processes.put("PostgreSQL", stage.postgres());
    processes.put("load", load.process());
    return new Side("plain JDBC", () -> load.run(plan.each()), processes, load.process());
  }
}
