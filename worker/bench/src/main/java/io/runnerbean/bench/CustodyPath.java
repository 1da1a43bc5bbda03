package io.runnerbean.bench;

import io.runnerbean.bench.Backlog.Source;
import io.runnerbean.testkit.process.PausableProcess;
import io.runnerbean.testkit.process.ServerProcess;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * Runs that were taken into custody in bulk, until their rows are committed; next to db-scheduler,
 * which does the same inserts in the same database. All are there when a round begins.
 */
public record CustodyPath(Stage stage, Plan plan) {

  private static final String NAME = "custody";

  /** The ratio, and the least that is good enough. */
  public static final Goal GOAL = new Goal(NAME, "ratio to db-scheduler", Goal.Bound.AT_LEAST, 1.5);

  /** How many transactions write something for each job, and the most that is good enough. */
  public static final Goal COMMITS = new Goal(NAME, "commits per job", Goal.Bound.AT_MOST, 3);

  private static final int MOST_PICKUPS = 500;

  static final Source SOURCE =
      new Source(
          "runnerbean.job_queue",
          """
          insert into runnerbean.job_queue (run_id, job_type, payload, due, attempt, receive_count)
          select uuidv7(), 'InsertJob', '{"job_type":"InsertJob","data":"bench"}', now(), 0, 1
          from generate_series(1, ?)
          """);

  /** Measures. */
  public List<Figure> measure(PrintStream out) throws Exception {
    out.printf("Custody: %,d runs wait%n", plan.messages());
    try (ServerProcess worker = stage.worker()) {
      createRivalsTable();
      try (ServerProcess rival = stage.server("rival", RivalMain.class)) {
        return measure(worker.process(), rival.process(), out);
      }
    }
  }

  /** They are killed in the end: a process that is held up does not hear that it is to stop. */
  private List<Figure> measure(ProcessHandle worker, ProcessHandle rival, PrintStream out)
      throws Exception {
    try (PausableProcess ours = PausableProcess.of(worker);
        PausableProcess theirs = PausableProcess.of(rival)) {
      ours.pause();
      theirs.pause();
      List<Figure> figures = new ArrayList<>(backlog(ours, theirs, out));
      ours.goOn();
      out.printf("  %d runs come one by one to an idle worker%n", pickups());
      figures.addAll(pickup());
      return figures;
    }
  }

  private List<Figure> backlog(PausableProcess ours, PausableProcess theirs, PrintStream out)
      throws Exception {
    Backlog custody = backlog(ours, SOURCE);
    Duel duel =
        fight(
            side("from custody to a row", custody, ours),
            side("db-scheduler", backlog(theirs, RivalTable.SOURCE), theirs),
            out);
    List<Figure> figures = new ArrayList<>(duel.figures());
    figures.add(GOAL.figure(duel.ratio()));
    figures.add(COMMITS.figure(custody.commitsPerJob()));
    return figures;
  }

  private Duel fight(Side ours, Side limit, PrintStream out) throws Exception {
    Duel _ = Duel.fight(ours, limit, plan.warmUp(), out);
    return Duel.fight(ours, limit, plan.measured(), out);
  }

  private int pickups() {
    return Math.min(MOST_PICKUPS, plan.messages());
  }

  private List<Figure> pickup() throws Exception {
    Histogram waits = new Pickup(stage.database()).measure(pickups());
    return List.of(
        new Figure(NAME, "pickup when idle, p50", waits.getValueAtPercentile(50) / 1e3, "ms"),
        new Figure(NAME, "pickup when idle, p99", waits.getValueAtPercentile(99) / 1e3, "ms"));
  }

  private Backlog backlog(PausableProcess process, Source source) {
    return new Backlog(stage.database(), process, source, plan.messages());
  }

  private Side side(String name, Backlog backlog, PausableProcess process) {
    Map<String, ProcessHandle> processes = new LinkedHashMap<>();
    processes.put("worker", process.process());
    processes.put("PostgreSQL", stage.postgres());
    return new Side(name, backlog, processes, process.process());
  }

  private void createRivalsTable() throws SQLException {
    try (Connection connection = stage.database().connect();
        Statement create = connection.createStatement()) {
      create.execute(RivalTable.CREATE);
    }
  }
}
