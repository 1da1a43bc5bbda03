package io.runnerbean.engine.consumer;

import io.runnerbean.engine.lifecycle.HealthCheck;
import io.runnerbean.engine.registry.JobRegistry;
import io.runnerbean.engine.registry.RegisteredJob;
import io.runnerbean.engine.slots.ExecutionSlots;
import io.runnerbean.engine.store.ClaimSize;
import io.runnerbean.engine.store.ClaimedRun;
import io.runnerbean.engine.store.JobClaims;
import io.runnerbean.engine.store.UniqueKeys;
import io.runnerbean.engine.store.WorkerPool;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims due runs, never more than there are free slots, so that no run waits while its lease runs.
 * While it holds slots it waits for no lock. The types share the slots, so that many runs of one
 * type do not delay another type.
 */
final class ClaimLoop implements Runnable, HealthCheck {

  private static final Logger LOG = LoggerFactory.getLogger(ClaimLoop.class);

  /** The maximum delay of a due run that was not announced. */
  private static final Duration POLL = Duration.ofSeconds(1);

  /** One claim serves all slots that become free within this time. */
  private static final Duration GATHER = Duration.ofMillis(1);

  private final WorkerPool pool;
  private final Source source;
  private final DueTypeCache types;
  private final QueueListener listener;
  private final ExecutionSlots slots;
  private final LeaseKeeper keeper;
  private final Executor threads;
  private final BatchHandler handler;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile boolean hasEnded;

  /** The pool of runs that it claims from. */
  record Source(DataSource control, JobClaims claims, JobRegistry registry, Set<String> types) {}

  /**
   * A loop that hands each slot's runs to the handler, on a thread of its own.
   *
   * @param slots a slot is given back when the handler is done
   */
  ClaimLoop(
      WorkerPool pool,
      Source source,
      QueueListener listener,
      ExecutionSlots slots,
      LeaseKeeper keeper,
      Executor threads,
      BatchHandler handler) {
    this.pool = pool;
    this.source = source;
    this.types = new DueTypeCache(source);
    this.listener = listener;
    this.slots = slots;
    this.keeper = keeper;
    this.threads = threads;
    this.handler = handler;
  }

  @Override
  public void run() {
    try (listener) {
      while (stopped.getCount() > 0) {
        claimOnce();
      }
    } catch (InterruptedException e) {
      LOG.debug("stopped while it waited", e);
    } finally {
      hasEnded = true;
    }
  }

  /** Stops claiming after the current claim. */
  void stop() {
    stopped.countDown();
  }

  @Override
  public String part() {
    return pool.label();
  }

  @Override
  public Optional<String> problem() {
    return hasEnded && stopped.getCount() > 0
        ? Optional.of("its thread has ended")
        : Optional.empty();
  }

  /** No fault ends the loop, because then nothing would be claimed. */
  private void claimOnce() throws InterruptedException {
    try {
      if (claim()) {
        listener.busy();
        pause(GATHER);
      } else {
        listener.await(POLL);
      }
    } catch (SQLException | RuntimeException | Error e) {
      LOG.warn("could not claim due runs; trying again", e);
      listener.disconnect();
      pause(POLL);
    }
  }

  /** It takes no slot before a run is due, because deliveries need slots too. */
  private boolean claim() throws SQLException, InterruptedException {
    boolean claimed = false;
    List<String> due = types.due();
    for (String type : due) {
      claimed |= claim(type, Math.ceilDiv(slots.size(), due.size()));
    }
    return claimed;
  }

  private boolean claim(String type, int share) throws SQLException, InterruptedException {
    int free = slots.take(share);
    int used = 0;
    try {
      ClaimSize size =
          new ClaimSize(free, source.registry.require(type, "job_type").runsPerTransaction());
      List<ClaimedRun> claimed = claim(type, size);
      if (claimed.size() < free) {
        types.drained(type);
      }
      for (List<ClaimedRun> runs : size.perSlot(claimed)) {
        start(runs);
        used++;
      }
      return used > 0;
    } finally {
      slots.release(free - used);
    }
  }

  private List<ClaimedRun> claim(String type, ClaimSize size) throws SQLException {
    RegisteredJob<?> job = source.registry.require(type, "job_type");
    try (Connection connection = source.control.getConnection()) {
      connection.setAutoCommit(false);
      List<ClaimedRun> claimed = source.claims.claim(connection, type, size, job.limits());
      if (job.isUniqueWhileQueued() && !claimed.isEmpty()) {
        UniqueKeys.started(connection, claimed);
      }
      connection.commit();
      return claimed;
    }
  }

  /** If no thread can be started, the leases expire and the runs are taken over. */
  private void start(List<ClaimedRun> runs) {
    keeper.keep(runs);
    try {
      threads.execute(() -> run(runs));
    } catch (RuntimeException | Error e) {
      keeper.forget(runs);
      throw e;
    }
  }

  private void run(List<ClaimedRun> runs) {
    try {
      handler.handle(runs);
    } finally {
      slots.release(1);
    }
  }

  private void pause(Duration time) throws InterruptedException {
    boolean _ = stopped.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }
}
