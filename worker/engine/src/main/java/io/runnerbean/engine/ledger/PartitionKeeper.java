package io.runnerbean.engine.ledger;

import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps partitions ahead, and retires old ones, for as long as the worker runs. */
public final class PartitionKeeper implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PartitionKeeper.class);

  private final Partitions partitions;
  private final Retirement retirement;
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("partition-keeper").factory());

  private PartitionKeeper(Partitions partitions, Retirement retirement) {
    this.partitions = partitions;
    this.retirement = retirement;
  }

  /** Makes what is missing now, and looks again every hour; what is old goes a minute later. */
  public static PartitionKeeper start(Partitions partitions, Retirement retirement)
      throws SQLException {
    var _ = partitions.keepAhead();
    PartitionKeeper keeper = new PartitionKeeper(partitions, retirement);
    var _ = keeper.clockwork.scheduleWithFixedDelay(keeper::keep, 1, 60, TimeUnit.MINUTES);
    return keeper;
  }

  /** A missed hour does no harm: two weeks of partitions are in store. */
  private void keep() {
    try {
      retirement.retire(partitions.keepAhead());
    } catch (SQLException | RuntimeException e) {
      LOG.warn("could not keep the partitions; trying again in an hour", e);
    }
  }

  @Override
  public void close() {
    clockwork.shutdownNow();
  }
}
