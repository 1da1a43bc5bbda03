package io.runnerbean.bench;

import io.runnerbean.bench.Plan.Rounds;
import io.runnerbean.testkit.process.PausableProcess;
import io.runnerbean.testkit.process.ServerProcess;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Custody while somebody's transaction is left open: no row that is dead can be removed then, and
 * whoever looks for work must look past all of them.
 */
public record IdleTransaction(Stage stage, Plan plan) {

  private static final String NAME = "idle transaction";

  static final Headline HEADLINE = Headline.of(NAME, "share that is left at its end");

  /** Measures. */
  public List<Figure> measure(PrintStream out) throws Exception {
    out.printf("Idle transaction: %,d runs wait in each round%n", plan.messages());
    try (ServerProcess worker = stage.worker();
        PausableProcess process = PausableProcess.of(worker.process())) {
      process.pause();
      Backlog backlog = new Backlog(stage.database(), process, CustodyPath.SOURCE, plan.messages());
      double before = Median.of(rates(backlog, plan.warmUp(), plan.measured(), out));
      try (Connection idle = stage.database().connect()) {
        leaveOpen(idle);
        return figures(before, rates(backlog, new Rounds("idle", 0), plan.measured(), out));
      }
    }
  }

  private static List<Figure> figures(double before, double[] meanwhile) {
    double last = meanwhile[meanwhile.length - 1];
    return List.of(
        new Figure(NAME, "rate before", before, "jobs/s"),
        new Figure(NAME, "rate meanwhile", Median.of(meanwhile), "jobs/s"),
        new Figure(NAME, "rate at its end", last, "jobs/s"),
        new Figure(NAME, HEADLINE.figure(), last / before, ""));
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

  private static void leaveOpen(Connection idle) throws SQLException {
    idle.setAutoCommit(false);
    try (Statement statement = idle.createStatement()) {
      statement.execute("select pg_current_xact_id()");
    }
  }
}
