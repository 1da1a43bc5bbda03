package io.runnerbean.engine.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells once a minute how much the ledger holds, in numbers that alarms can be set on. Each worker
 * tells it, and the same: of many that do, one may be away.
 */
public final class LedgerReport implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LedgerReport.class);

  private final DataSource control;
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("ledger-report").factory());

  private LedgerReport(DataSource control) {
    this.control = control;
  }

  /** Tells it now, and goes on to. */
  public static LedgerReport start(DataSource control) {
    LedgerReport report = new LedgerReport(control);
    var _ = report.clockwork.scheduleWithFixedDelay(report::tell, 0, 60, TimeUnit.SECONDS);
    return report;
  }

  /** What cannot be seen is not told: silence is an alarm too. */
  private void tell() {
    try (Connection connection = control.getConnection()) {
      connection.setAutoCommit(true);
      tell(LedgerFigures.read(connection));
    } catch (SQLException | RuntimeException e) {
      LOG.warn("could not count what the ledger holds: {}", e.getMessage());
    }
  }

  private static void tell(LedgerFigures figures) {
    LOG.atInfo()
        .addKeyValue("custody_runs", figures.custody())
        .addKeyValue("custody_due_seconds", figures.due().toSeconds())
        .addKeyValue("dead_letters", figures.deadLetters())
        .log(
            "in custody: {} runs, the longest due for {} s; dead letters: {}",
            figures.custody(),
            figures.due().toSeconds(),
            figures.deadLetters());
  }

  @Override
  public void close() {
    clockwork.shutdownNow();
  }
}
