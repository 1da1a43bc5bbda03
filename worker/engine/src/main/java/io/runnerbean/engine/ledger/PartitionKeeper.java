package io.runnerbean.engine.ledger;

import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the partitions ahead for as long as the worker runs. */
public final class PartitionKeeper implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PartitionKeeper.class);

  private final Partitions partitions;
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("partition-keeper").factory());

  private PartitionKeeper(Partitions partitions) {
    this.partitions = partitions;
  }

  /** Makes what is missing now, and looks again every hour. */
  public static PartitionKeeper start(Partitions partitions) throws SQLException {
    partitions.keepAhead();
    PartitionKeeper keeper = new PartitionKeeper(partitions);
    var _ = keeper.clockwork.scheduleWithFixedDelay(keeper::keepAhead, 1, 1, TimeUnit.HOURS);
    return keeper;
  }

  /** A missed hour does no harm: two weeks of partitions are in store. */
  private void keepAhead() {
    try {
      partitions.keepAhead();
    } catch (SQLException e) {
      LOG.warn("could not make partitions ahead; trying again in an hour", e);
    }
  }

  @Override
  public void close() {
    clockwork.shutdownNow();
  }
}
