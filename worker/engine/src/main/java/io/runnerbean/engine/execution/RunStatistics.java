package io.runnerbean.engine.execution;

import io.runnerbean.engine.lifecycle.PeriodicTask;
import io.runnerbean.engine.lifecycle.Stopwatch;
import io.runnerbean.engine.store.RunMinutes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sums up what this worker does, per job type. Every few seconds it adds the sums to the table
 * {@code run_minute}. Once a minute it logs a line for each type that has run.
 */
public final class RunStatistics implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RunStatistics.class);
  private static final Duration PERIOD = Duration.ofSeconds(5);
  private static final Duration LOG_PERIOD = Duration.ofMinutes(1);

  private final Map<String, Sums> byType = new ConcurrentHashMap<>();
  private final Map<String, Sums> unlogged = new TreeMap<>();
  private final DataSource control;
  private final Clock clock;
  private final PeriodicTask task;
  private Stopwatch sinceLogged = Stopwatch.started();

  private RunStatistics(DataSource control, Clock clock) {
    this.control = control;
    this.clock = clock;
    this.task = PeriodicTask.start("run-statistics", PERIOD, PERIOD, this::report);
  }

  public static RunStatistics start(DataSource control, Clock clock) {
    return new RunStatistics(control, clock);
  }

  /** Logs and writes the remaining sums. */
  @Override
  public void close() {
    task.close();
    Map<String, Sums> last = take();
    log(sinceLogged.time());
    write(last);
  }

  /** Adds an attempt, unless it does not count. */
  void add(Attempt attempt, AttemptOutcome outcome, Duration took) {
    Sums sums = byType.computeIfAbsent(attempt.run().jobType(), _ -> new Sums());
    switch (outcome) {
      case AttemptOutcome.Succeeded _ -> sums.succeeded.increment();
      case AttemptOutcome.Retrying _, AttemptOutcome.LeftToSqs _ -> sums.failed.increment();
      case AttemptOutcome.Dead _ -> {
        sums.failed.increment();
        sums.dead.increment();
      }
      case AttemptOutcome.Discarded _ -> sums.dead.increment();
      case AttemptOutcome.Snoozed _,
          AttemptOutcome.HandedOver _,
          AttemptOutcome.Cancelled _,
          AttemptOutcome.AlreadyProcessed _,
          AttemptOutcome.InProgress _,
          AttemptOutcome.WorkerWasLost _,
          AttemptOutcome.Expired _,
          AttemptOutcome.QueueFull _,
          AttemptOutcome.NotCommitted _ -> {
        return;
      }
    }
    if (attempt.run().attempt() > 1) {
      sums.retried.increment();
    }
    sums.runTimes.add(took);
    if (attempt.due() != null) {
      sums.waitTimes.add(Duration.between(attempt.due(), clock.instant()).minus(took));
    }
  }

  private void report() {
    Map<String, Sums> taken = take();
    Duration time = sinceLogged.time();
    if (time.compareTo(LOG_PERIOD) >= 0) {
      log(time);
    }
    write(taken);
  }

  private Map<String, Sums> take() {
    Map<String, Sums> taken = new TreeMap<>();
    for (String type : List.copyOf(byType.keySet())) {
      Sums sums = byType.remove(type);
      if (sums != null && !sums.isEmpty()) {
        taken.put(type, sums);
        unlogged.computeIfAbsent(type, _ -> new Sums()).add(sums);
      }
    }
    return taken;
  }

  /** Logs a line for each type that has run in this time. Its times are upper limits. */
  private void log(Duration time) {
    unlogged.forEach((type, sums) -> sums.log(type, time));
    unlogged.clear();
    sinceLogged = Stopwatch.started();
  }

  private void write(Map<String, Sums> taken) {
    if (taken.isEmpty()) {
      return;
    }
    List<RunMinutes.Sums> rows = new ArrayList<>();
    taken.forEach((type, sums) -> rows.add(sums.row(type)));
    try (Connection connection = control.getConnection()) {
      RunMinutes.add(connection, rows);
    } catch (SQLException e) {
      LOG.warn(
          "could not write statistics; those since the last write are lost: {}", e.getMessage());
    }
  }

  /** An attempt that ends while its sums are being written may be lost to the statistics. */
  private static final class Sums {
    private final LongAdder succeeded = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder retried = new LongAdder();
    private final LongAdder dead = new LongAdder();
    private final DurationHistogram runTimes = new DurationHistogram();
    private final DurationHistogram waitTimes = new DurationHistogram();

    private boolean isEmpty() {
      return succeeded.sum() + failed.sum() + dead.sum() == 0;
    }

    private void add(Sums other) {
      succeeded.add(other.succeeded.sum());
      failed.add(other.failed.sum());
      retried.add(other.retried.sum());
      dead.add(other.dead.sum());
      runTimes.add(other.runTimes);
      waitTimes.add(other.waitTimes);
    }

    private void log(String type, Duration time) {
      long median = runTimes.quantile(0.5).toMillis();
      long slowest = runTimes.quantile(0.99).toMillis();
      LOG.atInfo()
          .addKeyValue("job_type", type)
          .addKeyValue("seconds", time.toSeconds())
          .addKeyValue("succeeded", succeeded.sum())
          .addKeyValue("failed", failed.sum())
          .addKeyValue("dead", dead.sum())
          .addKeyValue("run_ms_p50", median)
          .addKeyValue("run_ms_p99", slowest)
          .log(
              "{} in {} s: {} succeeded, {} failed, {} dead; 50 % took less than {} ms, 99 % less than {} ms",
              type, time.toSeconds(), succeeded.sum(), failed.sum(), dead.sum(), median, slowest);
    }

    private RunMinutes.Sums row(String type) {
      return new RunMinutes.Sums(
          type,
          succeeded.sum(),
          failed.sum(),
          retried.sum(),
          dead.sum(),
          runTimes.toString(),
          waitTimes.toString());
    }
  }
}
