package io.runnerbean.engine.consumer;

import io.runnerbean.engine.execution.RunningJobs;
import io.runnerbean.engine.lifecycle.HealthCheck;
import io.runnerbean.engine.registry.JobRegistry;
import io.runnerbean.engine.slots.DedicatedSlots;
import io.runnerbean.engine.slots.ExecutionSlots;
import io.runnerbean.engine.store.JobClaims;
import io.runnerbean.engine.store.JobQueue;
import io.runnerbean.engine.store.WorkerPool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Runs due runs of the job queue while the worker runs. Long-running jobs have a pool of their own,
 * so that no other job waits for them.
 */
public final class QueueConsumer implements AutoCloseable {

  private final ConsumerConfig config;
  private final RunningJobs running;
  private final LeaseReleaser releaser;
  private final LeaseKeeper keeper;
  private final ExpiredLeaseReaper reaper;
  private final List<ConsumerPool> pools;

  /**
   * It claims nothing before {@link #begin}.
   *
   * @param worker the name of this worker
   * @param control connections that no job ever holds
   */
  public QueueConsumer(
      ConsumerConfig config,
      String worker,
      DataSource control,
      JobRegistry registry,
      ExecutionSlots slots,
      QueuedRunExecutor executor,
      JobQueue queue,
      RunningJobs running) {
    this.config = config;
    this.running = running;
    JobClaims claims = new JobClaims(worker, config.lease());
    this.releaser = new LeaseReleaser(control, queue, config.renewal());
    this.keeper = new LeaseKeeper(control, claims, config, running);
    this.reaper = new ExpiredLeaseReaper(control, claims, config, executor);
    BatchHandler handler = new ReleasingHandler(executor, keeper, releaser);
    List<ConsumerPool> all = new ArrayList<>();
    for (WorkerPool pool : WorkerPool.values()) {
      boolean isLong = pool == WorkerPool.LONG_RUNNING;
      Set<String> types = registry.names(isLong);
      if (!types.isEmpty()) {
        all.add(
            new ConsumerPool(
                pool,
                isLong ? new DedicatedSlots(config.longRunning()) : slots,
                new ClaimLoop.Source(control, claims, registry, types),
                new QueueListener(control, worker, pool),
                keeper,
                handler));
      }
    }
    this.pools = List.copyOf(all);
  }

  /** Starts to claim runs and to renew their leases. */
  public void begin() {
    keeper.begin();
    reaper.begin();
    releaser.begin();
    pools.forEach(ConsumerPool::begin);
  }

  /** The threads without which a worker is not ready. */
  public List<HealthCheck> checks() {
    List<HealthCheck> checks = new ArrayList<>(pools);
    checks.add(keeper.task());
    checks.add(reaper.task());
    checks.add(releaser.task());
    return checks;
  }

  /** Stops claiming. Running jobs continue until the drain limit. */
  public void stopClaiming() {
    Duration _ = running.drain(config.drain());
    pools.forEach(ConsumerPool::stop);
  }

  /**
   * Waits for running jobs until the drain is over. Then it interrupts them and releases their
   * leases.
   */
  @Override
  public void close() {
    pools.forEach(ConsumerPool::stop);
    pools.forEach(pool -> pool.await(running.drain(config.drain())));
    pools.forEach(pool -> pool.await(running.interruptAll()));
    pools.forEach(ConsumerPool::close);
    reaper.close();
    keeper.close();
    releaser.close();
  }
}
