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
 * Runs that were queued in bulk, until their rows are committed; next to db-scheduler, which does
 * the same inserts in the same database. All are there when a round begins.
 */
public record QueueThroughputBenchmark(BenchmarkEnvironment environment, Plan plan) {

  private static final String NAME = "job queue";

  /** The ratio, and the least that is good enough. */
  public static final Threshold GOAL =
      new Threshold(NAME, "ratio to db-scheduler", Threshold.Bound.AT_LEAST, 1.5);

  /** How many transactions write something for each job, and the most that is good enough. */
  public static final Threshold COMMITS =
      new Threshold(NAME, "commits per job", Threshold.Bound.AT_MOST, 3);

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
  public List<Measurement> measure(PrintStream out) throws Exception {
    out.printf("Job queue: %,d runs wait%n", plan.messages());
    try (ServerProcess worker = environment.worker()) {
      createRivalsTable();
      try (ServerProcess rival = environment.server("rival", DbSchedulerMain.class)) {
        return measure(worker.process(), rival.process(), out);
      }
    }
  }

  /** They are killed in the end: a process that is held up does not hear that it is to stop. */
  private List<Measurement> measure(ProcessHandle worker, ProcessHandle rival, PrintStream out)
      throws Exception {
    try (PausableProcess ours = PausableProcess.of(worker);
        PausableProcess theirs = PausableProcess.of(rival)) {
      ours.pause();
      theirs.pause();
      List<Measurement> measurements = new ArrayList<>(backlog(ours, theirs, out));
      ours.goOn();
      out.printf("  %d runs come one by one to an idle worker%n", pickups());
      measurements.addAll(pickup());
      return measurements;
    }
  }

  private List<Measurement> backlog(PausableProcess ours, PausableProcess theirs, PrintStream out)
      throws Exception {
    Backlog backlog = backlog(ours, SOURCE);
    PairedComparison comparison =
        fight(
            side("from the job queue to a row", backlog, ours),
            side("db-scheduler", backlog(theirs, DbSchedulerTable.SOURCE), theirs),
            out);
    List<Measurement> measurements = new ArrayList<>(comparison.measurements());
    measurements.add(GOAL.measurement(comparison.ratio()));
    measurements.add(COMMITS.measurement(backlog.commitsPerJob()));
    return measurements;
  }

  private PairedComparison fight(Contender ours, Contender limit, PrintStream out)
      throws Exception {
    PairedComparison _ = PairedComparison.fight(ours, limit, plan.warmUp(), out);
    return PairedComparison.fight(ours, limit, plan.measured(), out);
  }

  private int pickups() {
    return Math.min(MOST_PICKUPS, plan.messages());
  }

  private List<Measurement> pickup() throws Exception {
    Histogram waits = new Pickup(environment.database()).measure(pickups());
    return List.of(
        new Measurement(NAME, "pickup when idle, p50", waits.getValueAtPercentile(50) / 1e3, "ms"),
        new Measurement(NAME, "pickup when idle, p99", waits.getValueAtPercentile(99) / 1e3, "ms"));
  }

  private Backlog backlog(PausableProcess process, Source source) {
    return new Backlog(environment.database(), process, source, plan.messages());
  }

  private Contender side(String name, Backlog backlog, PausableProcess process) {
    Map<String, ProcessHandle> processes = new LinkedHashMap<>();
    processes.put("worker", process.process());
    processes.put("PostgreSQL", environment.postgres());
    return new Contender(name, backlog, processes, process.process());
  }

  private void createRivalsTable() throws SQLException {
    try (Connection connection = environment.database().connect();
        Statement create = connection.createStatement()) {
      create.execute(DbSchedulerTable.CREATE);
    }
  }
}
