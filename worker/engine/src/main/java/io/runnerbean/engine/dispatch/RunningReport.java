package io.runnerbean.engine.dispatch;

import io.runnerbean.engine.ledger.WorkerRun;
import io.runnerbean.engine.ledger.WorkerRuns;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the ledger every second what runs here, and makes those jobs give up that a person
 * cancelled. Most jobs are over before they are told of, and cost nothing.
 */
public final class RunningReport implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RunningReport.class);
  private static final long PERIOD_MILLIS = 1_000;

  private final RunningJobs running;
  private final WorkerRuns ledger;
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("running-report").factory());
  private boolean toldOfSome;

  private RunningReport(RunningJobs running, WorkerRuns ledger) {
    this.running = running;
    this.ledger = ledger;
  }

  /** Begins to tell. */
  public static RunningReport start(RunningJobs running, WorkerRuns ledger) {
    RunningReport report = new RunningReport(running, ledger);
    var _ =
        report.clockwork.scheduleWithFixedDelay(
            report::tell, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    return report;
  }

  /** Nothing runs here any more. */
  @Override
  public void close() {
    clockwork.close();
    tell(List.of());
  }

  /** No fault may end it: nobody could cancel a job any more. */
  private void tell() {
    try {
      tell(running.all());
    } catch (RuntimeException e) {
      LOG.error("what runs could not be told", e);
    }
  }

  private void tell(Collection<WorkerRun> runs) {
    if (runs.isEmpty() && !toldOfSome) {
      return;
    }
    try {
      ledger.tell(runs).forEach(running::cancel);
      toldOfSome = !runs.isEmpty();
    } catch (SQLException e) {
      LOG.warn("the ledger could not be told what runs: {}", e.getMessage());
    }
  }
}
