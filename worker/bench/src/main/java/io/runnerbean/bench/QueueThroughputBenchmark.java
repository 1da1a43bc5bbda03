package io.runnerbean.bench;

import io.runnerbean.bench.Backlog.Source;
import io.runnerbean.testkit.process.PausableProcess;
import io.runnerbean.testkit.process.ServerProcess;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * Runs many queued runs until their rows are committed. The baseline is db-scheduler, which does
 * the same inserts in the same database. All runs are queued when a round begins.
 */
public record QueueThroughputBenchmark(BenchmarkEnvironment environment, Plan plan) {

  private static final String NAME = "job queue";

  public static final Threshold RATIO =
      new Threshold(NAME, "ratio to db-scheduler", Threshold.Bound.AT_LEAST, 2.0);

  /** The job allows one run in a transaction, which is the default. */
  public static final Threshold ALONE_RATIO =
      new Threshold(NAME, "ratio to db-scheduler, a commit each", Threshold.Bound.AT_LEAST, 0.9);

  /** The number of transactions that write something, divided by the number of jobs. */
  public static final Threshold COMMITS =
      new Threshold(NAME, "commits per job", Threshold.Bound.AT_MOST, 3);

  private static final int MAX_PICKUPS = 500;

  /** Queued runs of InsertJob, which share commits. */
  static final Source SHARED = source("InsertJob");

  private static final Source ALONE = source(RivalJobsMain.INSERT_ALONE);

  /** Runs the benchmark. */
  public List<Measurement> measure(PrintStream out) throws Exception {
    out.printf("Job queue: %,d queued runs in each round%n", plan.messages());
    try (ServerProcess worker = environment.server("worker", RivalJobsMain.class)) {
      environment.database().execute(DbSchedulerTable.CREATE);
      try (ServerProcess dbScheduler = environment.server("db-scheduler", DbSchedulerMain.class)) {
        return measure(worker.process(), dbScheduler.process(), out);
      }
    }
  }

  /** Kills both processes at the end, because a paused process does not handle SIGTERM. */
  private List<Measurement> measure(
      ProcessHandle workerHandle, ProcessHandle dbSchedulerHandle, PrintStream out)
      throws Exception {
    try (PausableProcess worker = PausableProcess.of(workerHandle);
        PausableProcess dbScheduler = PausableProcess.of(dbSchedulerHandle)) {
      worker.pause();
      dbScheduler.pause();
      List<Measurement> measurements = new ArrayList<>(throughput(worker, dbScheduler, out));
      worker.resume();
      out.printf("  Pickup: %d runs, one after another, on an idle worker%n", pickups());
      measurements.addAll(pickupTimes());
      return measurements;
    }
  }

  private List<Measurement> throughput(
      PausableProcess worker, PausableProcess dbScheduler, PrintStream out) throws Exception {
    Backlog shared = backlog(worker, SHARED);
    PairedComparison ofShared =
        PairedComparison.runAfterWarmUp(
            contender("from the job queue to a row", shared, worker),
            dbScheduler("db-scheduler", dbScheduler),
            plan,
            out);
    List<Measurement> measurements = new ArrayList<>(ofShared.measurements());
    measurements.add(RATIO.measurement(ofShared.ratio()));
    measurements.add(COMMITS.measurement(shared.commitsPerJob()));

    PairedComparison ofAlone =
        PairedComparison.runAfterWarmUp(
            contender("a commit for each queued run", backlog(worker, ALONE), worker),
            dbScheduler("db-scheduler, beside it", dbScheduler),
            plan,
            out);
    measurements.addAll(ofAlone.measurements());
    measurements.add(ALONE_RATIO.measurement(ofAlone.ratio()));
    return measurements;
  }

  private Contender dbScheduler(String name, PausableProcess process) {
    return contender(name, backlog(process, DbSchedulerTable.SOURCE), process);
  }

  private static Source source(String jobType) {
    return new Source(
        "runnerbean.job_queue",
        """
        insert into runnerbean.job_queue (run_id, job_type, payload, due, attempt, receive_count)
        select uuidv7(), '%1$s', '{"job_type":"%1$s","data":"bench"}', now(), 0, 1
        from generate_series(1, ?)
        """
            .formatted(jobType));
  }

  private int pickups() {
    return Math.min(MAX_PICKUPS, plan.messages());
  }

  private List<Measurement> pickupTimes() throws Exception {
    Histogram times = new Pickup(environment.database()).measure(pickups());
    return List.of(
        new Measurement(NAME, "pickup when idle, p50", times.getValueAtPercentile(50) / 1e3, "ms"),
        new Measurement(NAME, "pickup when idle, p99", times.getValueAtPercentile(99) / 1e3, "ms"));
  }

  private Backlog backlog(PausableProcess process, Source source) {
    return new Backlog(environment.database(), process, source, plan.messages());
  }

  private Contender contender(String name, Backlog backlog, PausableProcess process) {
    return new Contender(
        name,
        backlog,
        List.of(new NamedProcess("worker", process.process()), environment.postgres()),
        process.process());
  }
}
