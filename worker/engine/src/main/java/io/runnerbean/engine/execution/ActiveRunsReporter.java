package io.runnerbean.engine.execution;

import io.runnerbean.engine.lifecycle.PeriodicTask;
import io.runnerbean.engine.store.ActiveRun;
import io.runnerbean.engine.store.ActiveRuns;
import io.runnerbean.engine.store.RunRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports once a second which jobs run here, and interrupts those whose run an operator has
 * cancelled. Most jobs end before they are reported, and cost nothing.
 */
public final class ActiveRunsReporter implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ActiveRunsReporter.class);
  private static final Duration PERIOD = Duration.ofSeconds(1);

  /** One report is not enough, because it keeps rows younger than half a second. */
  private static final int LAST_REPORTS = 3;

  private final RunningJobs running;
  private final ActiveRuns table;
  private final DataSource control;
  private final PeriodicTask task;

  /** The number of reports still to make after the last job has ended. They delete its row. */
  private final AtomicInteger reportsLeft = new AtomicInteger();

  private ActiveRunsReporter(RunningJobs running, ActiveRuns table, DataSource control) {
    this.running = running;
    this.table = table;
    this.control = control;
    this.task = PeriodicTask.start("active-runs", PERIOD, PERIOD, this::report);
  }

  public static ActiveRunsReporter start(
      RunningJobs running, ActiveRuns table, DataSource control) {
    return new ActiveRunsReporter(running, table, control);
  }

  /** For readiness: without this task no job can be cancelled. */
  public PeriodicTask task() {
    return task;
  }

  /** Reports a run before it begins. */
  void reportBegin(RunRecord run) throws SQLException {
    try (Connection connection = control.getConnection()) {
      table.begin(connection, run);
      reportsLeft.set(LAST_REPORTS);
    }
  }

  /** Deletes the rows of this worker. */
  @Override
  public void close() {
    task.close();
    if (reportsLeft.get() > 0) {
      try (Connection connection = control.getConnection()) {
        table.clear(connection);
      } catch (SQLException e) {
        LOG.warn("could not report that no job runs any more: {}", e.getMessage());
      }
    }
  }

  private void report() {
    Collection<ActiveRun> runs = running.all();
    if (!runs.isEmpty()) {
      reportsLeft.set(LAST_REPORTS);
    } else if (reportsLeft.getAndUpdate(left -> Math.max(0, left - 1)) == 0) {
      return;
    }
    try (Connection connection = control.getConnection()) {
      table.report(connection, runs).forEach(running::cancel);
    } catch (SQLException e) {
      reportsLeft.set(LAST_REPORTS);
      LOG.warn("could not report which jobs run: {}", e.getMessage());
    }
  }
}
