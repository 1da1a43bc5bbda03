package io.runnerbean.engine.execution;

import io.runnerbean.engine.database.DataSources;
import io.runnerbean.engine.lifecycle.HealthCheck;
import io.runnerbean.engine.lifecycle.PeriodicTask;
import io.runnerbean.engine.store.PausedTypes;
import io.runnerbean.engine.store.QueueMetrics;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which job types are paused, and whether the job queue is full. It is refreshed every second, so
 * that no delivery needs a query for it. One worker counts the queue for all.
 */
public final class QueueStatus implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(QueueStatus.class);
  private static final Duration PERIOD = Duration.ofSeconds(1);
  private static final Duration COUNT_PERIOD = Duration.ofSeconds(5);

  /** To count millions of rows takes longer than any other control statement. */
  private static final Duration LONGEST_COUNT = Duration.ofMinutes(5);

  private final DataSource control;
  private final int maxQueued;
  private volatile Set<String> paused = Set.of();
  private volatile @Nullable QueueMetrics metrics;
  private final PeriodicTask task;

  private QueueStatus(DataSource control, int maxQueued) {
    this.control = control;
    this.maxQueued = maxQueued;
    this.task = new PeriodicTask("queue-status", PERIOD, PERIOD, () -> refresh(COUNT_PERIOD));
  }

  /**
   * Reads it now and then every second.
   *
   * @param maxQueued how many runs the queue takes
   */
  public static QueueStatus start(DataSource control, int maxQueued) {
    QueueStatus status = new QueueStatus(control, maxQueued);
    status.refresh(Duration.ZERO);
    var _ = status.task.begin();
    return status;
  }

  /** For readiness: without this task no job type can be paused. */
  public HealthCheck task() {
    return task;
  }

  public boolean isPaused(String jobType) {
    return paused.contains(jobType);
  }

  public boolean isFull() {
    QueueMetrics last = metrics;
    return last != null && last.queued() >= maxQueued;
  }

  /** What was counted last; null: nothing yet. */
  public @Nullable QueueMetrics metrics() {
    return metrics;
  }

  @Override
  public void close() {
    task.close();
  }

  /** If a query fails, the previous values remain. */
  private void refresh(Duration countPeriod) {
    try (Connection connection = control.getConnection()) {
      paused = PausedTypes.all(connection);
      count(connection, countPeriod);
    } catch (SQLException e) {
      LOG.debug("could not read the status of the queue", e);
    }
  }

  private void count(Connection connection, Duration period) throws SQLException {
    DataSources.setLongestStatement(connection, LONGEST_COUNT);
    connection.setAutoCommit(false);
    QueueMetrics.countIfOlder(connection, period);
    connection.commit();
    boolean wasFull = isFull();
    metrics = QueueMetrics.read(connection).orElse(null);
    connection.commit();
    if (isFull() && !wasFull) {
      LOG.warn("the job queue is full ({} runs): failed runs are left to SQS", maxQueued);
    }
  }
}
