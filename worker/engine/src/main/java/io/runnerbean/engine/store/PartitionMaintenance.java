package io.runnerbean.engine.store;

import io.runnerbean.engine.database.DataSources;
import io.runnerbean.engine.lifecycle.HealthCheck;
import io.runnerbean.engine.lifecycle.PeriodicTask;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes partitions ahead and drops old ones, for as long as the worker runs. */
public final class PartitionMaintenance implements HealthCheck, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PartitionMaintenance.class);
  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration PERIOD = Duration.ofHours(1);

  /** Deleting old rows takes longer than any other control statement. */
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final DataSource control;
  private final Retention retention;
  private final PeriodicTask task;
  private volatile boolean isReady = true;

  private PartitionMaintenance(DataSource control, Retention retention) {
    this.control = control;
    this.retention = retention;
    this.task = PeriodicTask.start("partitions", FIRST, PERIOD, this::maintain);
  }

  /**
   * Makes what is missing now, and looks again every hour.
   *
   * @throws SQLException if there are no partitions for today and tomorrow, and none can be made
   */
  public static PartitionMaintenance start(DataSource control, Retention retention)
      throws SQLException {
    try (Connection connection = control.getConnection()) {
      var _ = Partitions.makeAhead(connection);
    } catch (SQLException e) {
      // Another session may hold a lock. The partitions of today and tomorrow are enough to start.
      requireReady(control, e);
    }
    return new PartitionMaintenance(control, retention);
  }

  @Override
  public String part() {
    return task.part();
  }

  @Override
  public Optional<String> problem() {
    return isReady ? task.problem() : Optional.of("there is no partition for tomorrow");
  }

  @Override
  public void close() {
    task.close();
  }

  private static void requireReady(DataSource control, SQLException failure) throws SQLException {
    try (Connection connection = control.getConnection()) {
      if (!Partitions.areReady(connection)) {
        throw new SQLException(
            "there is no partition for today or tomorrow, and none can be made: "
                + failure.getMessage(),
            failure.getSQLState(),
            failure);
      }
      LOG.warn("could not make partitions; trying again later: {}", failure.getMessage());
    }
  }

  /** A failure is harmless for days, because partitions exist for two weeks ahead. */
  void maintain() {
    try (Connection connection = control.getConnection()) {
      DataSources.setLongestStatement(connection, LONGEST);
      LocalDate today = Partitions.makeAhead(connection);
      isReady = true;
      retention.apply(connection, today);
    } catch (SQLException e) {
      LOG.warn("could not maintain the partitions; trying again in an hour", e);
      check();
    }
  }

  private void check() {
    try (Connection connection = control.getConnection()) {
      isReady = Partitions.areReady(connection);
    } catch (SQLException e) {
      LOG.debug("could not look for partitions", e);
    }
  }
}
