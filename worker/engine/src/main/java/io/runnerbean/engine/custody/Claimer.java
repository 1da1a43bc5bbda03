package io.runnerbean.engine.custody;

import io.runnerbean.engine.ledger.LeasedRun;
import io.runnerbean.engine.ledger.Leases;
import io.runnerbean.engine.ledger.Room;
import io.runnerbean.engine.ledger.TypeFilter;
import io.runnerbean.engine.registry.JobRegistry;
import io.runnerbean.engine.slots.Slots;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims what is due, never more than there are free slots: a lease is no place to wait. The types
 * share the slots, so that the masses of one do not keep another waiting.
 */
final class Claimer implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(Claimer.class);

  /** How late a run may be noticed that nobody announced. */
  private static final Duration POLL = Duration.ofSeconds(1);

  /** Slots that become free in so short a time are claimed for together. */
  private static final Duration GATHER = Duration.ofMillis(1);

  private final Leases leases;
  private final DueTypes types;
  private final JobRegistry registry;
  private final Wakeup wakeup;
  private final Slots slots;
  private final Consumer<List<LeasedRun>> start;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private int unused;

  /**
   * Claims for the slots, and hands over with each what is to be done on it, one after the other.
   */
  Claimer(
      Leases leases,
      TypeFilter types,
      JobRegistry registry,
      Wakeup wakeup,
      Slots slots,
      Consumer<List<LeasedRun>> start) {
    this.leases = leases;
    this.types = new DueTypes(leases, types);
    this.registry = registry;
    this.wakeup = wakeup;
    this.slots = slots;
    this.start = start;
  }

  @Override
  public void run() {
    try (wakeup) {
      while (stopped.getCount() > 0) {
        look();
      }
    } catch (InterruptedException e) {
      LOG.debug("stopped while it waited for a slot", e);
    }
  }

  /** Claims no more, from the next look on. */
  void stop() {
    stopped.countDown();
  }

  private void look() throws InterruptedException {
    try {
      rest(claim());
    } catch (SQLException e) {
      LOG.warn("could not look for runs that are due: {}", e.getMessage());
      wakeup.forget();
      // Nothing tells when the database is there again.
      pause(POLL);
    }
  }

  /** Takes no slot before there is something for it: deliveries want them, too. */
  private boolean claim() throws SQLException, InterruptedException {
    List<String> due = types.now();
    return !due.isEmpty() && claimFor(slots.take(Integer.MAX_VALUE), due);
  }

  private boolean claimFor(int free, List<String> due) throws SQLException {
    unused = free;
    try {
      claimOfEach(due);
      return unused < free;
    } finally {
      slots.release(unused);
    }
  }

  private void claimOfEach(List<String> due) throws SQLException {
    for (int left = due.size(); left > 0 && unused > 0; left--) {
      claimOf(due.get(left - 1), Math.ceilDiv(unused, left));
    }
  }

  private void claimOf(String type, int share) throws SQLException {
    Room room = new Room(share, registry.runsPerTransaction(type));
    List<LeasedRun> claimed =
        leases.claim(type, room, registry.limits(type), registry.isUniqueUntilBegun(type));
    for (List<LeasedRun> together : room.spread(claimed)) {
      unused--;
      start.accept(together);
    }
    if (claimed.size() < share) {
      types.exhausted(type);
    }
  }

  private void rest(boolean claimed) throws SQLException, InterruptedException {
    if (claimed) {
      wakeup.busy();
      pause(GATHER);
    } else {
      wakeup.await(POLL);
    }
  }

  private void pause(Duration time) throws InterruptedException {
    boolean _ = stopped.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }
}
