package io.runnerbean.bench;

import io.runnerbean.bench.Plan.Rounds;
import io.runnerbean.testkit.PostgresDatabase;
import io.runnerbean.testkit.process.PausableProcess;
import io.runnerbean.testkit.process.ServerProcess;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * The job queue while another transaction stays open. PostgreSQL cannot remove dead rows then, so
 * every claim must skip them.
 */
public record IdleTransactionBenchmark(BenchmarkEnvironment environment, Plan plan) {

  private static final String NAME = "idle transaction";

  static final KeyMetric KEY_METRIC = KeyMetric.of(NAME, "share that is left at its end");

  /** Runs the benchmark. */
  public List<Measurement> measure(PrintStream out) throws Exception {
    out.printf("Idle transaction: %,d queued runs in each round%n", plan.messages());
    try (ServerProcess worker = environment.worker();
        PausableProcess process = PausableProcess.of(worker.process())) {
      process.pause();
      Backlog backlog =
          new Backlog(
              environment.database(), process, QueueThroughputBenchmark.SHARED, plan.messages());
      double before = Median.of(rates(backlog, plan.warmUp(), plan.measured(), out));
      try (Connection idle = environment.database().connect()) {
        beginTransaction(idle);
        return measurements(before, rates(backlog, new Rounds("idle", 0), plan.measured(), out));
      }
    }
  }

  private static List<Measurement> measurements(double before, double[] meanwhile) {
    double last = meanwhile[meanwhile.length - 1];
    return List.of(
        new Measurement(NAME, "rate before", before, "jobs/s"),
        new Measurement(NAME, "rate meanwhile", Median.of(meanwhile), "jobs/s"),
        new Measurement(NAME, "rate at its end", last, "jobs/s"),
        new Measurement(NAME, KEY_METRIC.measurement(), last / before, ""));
  }

  private static double[] rates(Backlog backlog, Rounds warmUp, Rounds rounds, PrintStream out)
      throws Exception {
    double[] rates = new double[rounds.times()];
    for (int round = -warmUp.times(); round < rounds.times(); round++) {
      backlog.prepare();
      double rate = backlog.run().jobsPerSecond();
      out.printf("  %,6.0f jobs/s%n", rate);
      if (round >= 0) {
        rates[round] = rate;
      }
    }
    return rates;
  }

  private static void beginTransaction(Connection idle) throws SQLException {
    idle.setAutoCommit(false);
    PostgresDatabase.execute(idle, "select pg_current_xact_id()");
  }
}
