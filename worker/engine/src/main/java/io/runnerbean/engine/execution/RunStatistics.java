package io.runnerbean.engine.execution;

import io.runnerbean.engine.lifecycle.PeriodicTask;
import io.runnerbean.engine.store.RunMinutes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sums up what this worker does, per job type, and adds the sums to the table {@code run_minute}
 * every few seconds.
 */
public final class RunStatistics implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RunStatistics.class);
  private static final Duration PERIOD = Duration.ofSeconds(5);

  private final Map<String, Sums> byType = new ConcurrentHashMap<>();
  private final DataSource control;
  private final Clock clock;
  private final PeriodicTask task;

  private RunStatistics(DataSource control, Clock clock) {
    this.control = control;
    this.clock = clock;
    this.task = PeriodicTask.start("run-statistics", PERIOD, PERIOD, this::write);
  }

  public static RunStatistics start(DataSource control, Clock clock) {
    return new RunStatistics(control, clock);
  }

  /** Writes the remaining sums. */
  @Override
  public void close() {
    task.close();
    write();
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

  private void write() {
    List<RunMinutes.Sums> rows = new ArrayList<>();
    for (String type : List.copyOf(byType.keySet())) {
      Sums sums = byType.remove(type);
      if (sums != null && !sums.isEmpty()) {
        rows.add(sums.row(type));
      }
    }
    if (rows.isEmpty()) {
      return;
    }
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
