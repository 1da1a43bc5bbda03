package io.runnerbean.engine.execution;

import io.runnerbean.engine.lifecycle.PeriodicTask;
import io.runnerbean.engine.store.ActiveRun;
import io.runnerbean.engine.store.ActiveRuns;
import io.runnerbean.engine.store.RunRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
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

  private final RunningJobs running;
  private final ActiveRuns table;
  private final DataSource control;
  private final PeriodicTask task;
  private volatile boolean hasReported;

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

  /** For readiness: nobody could cancel a job if this did not run. */
  public PeriodicTask task() {
    return task;
  }

  /** Reports a run before it begins. */
  void reportBegin(RunRecord run) throws SQLException {
    try (Connection connection = control.getConnection()) {
      connection.setAutoCommit(true);
      table.begin(connection, run);
      hasReported = true;
    }
  }

  /** Nothing runs here any more. */
  @Override
  public void close() {
    task.close();
    if (hasReported) {
      try (Connection connection = control.getConnection()) {
        connection.setAutoCommit(true);
        table.clear(connection);
      } catch (SQLException e) {
        LOG.warn("could not report that no job runs any more: {}", e.getMessage());
      }
    }
  }

  private void report() {
    Collection<ActiveRun> runs = running.all();
    if (runs.isEmpty() && !hasReported) {
      return;
    }
    try (Connection connection = control.getConnection()) {
      connection.setAutoCommit(true);
      table.report(connection, runs).forEach(running::cancel);
      hasReported = !runs.isEmpty();
    } catch (SQLException e) {
      LOG.warn("could not report which jobs run: {}", e.getMessage());
    }
  }
}
