package io.runnerbean.engine.custody;

import io.runnerbean.engine.ledger.LeasedRun;
import io.runnerbean.engine.ledger.Leases;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Claims what is due, never more than there are free slots: a lease is no place to wait. */
final class Claimer implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(Claimer.class);

  /** How late a run may be noticed that nobody announced. */
  private static final Duration POLL = Duration.ofSeconds(1);

  private final Leases leases;
  private final Wakeup wakeup;
  private final Semaphore slots;
  private final Consumer<LeasedRun> start;
  private final CountDownLatch stopped = new CountDownLatch(1);

  /** Claims for the slots, and hands each run over with one of them. */
  Claimer(Leases leases, Wakeup wakeup, Semaphore slots, Consumer<LeasedRun> start) {
    this.leases = leases;
    this.wakeup = wakeup;
    this.slots = slots;
    this.start = start;
  }

  @Override
  public void run() {
    try (wakeup) {
      while (stopped.getCount() > 0) {
        claim();
      }
    } catch (InterruptedException e) {
      LOG.debug("stopped while it waited for a slot", e);
    }
  }

  /** Claims no more, from the next look on. */
  void stop() {
    stopped.countDown();
  }

  private void claim() throws InterruptedException {
    slots.acquire();
    int free = 1 + slots.drainPermits();
    int used = 0;
    try {
      List<LeasedRun> claimed = leases.claim(free);
      used = claimed.size();
      claimed.forEach(start);
      rest(used);
    } catch (SQLException e) {
      LOG.warn("could not look for runs that are due: {}", e.getMessage());
      wakeup.forget();
      pause();
    } finally {
      slots.release(free - used);
    }
  }

  private void rest(int claimed) throws SQLException {
    if (claimed > 0) {
      wakeup.busy();
    } else {
      wakeup.await(POLL);
    }
  }

  /** Nothing tells when the database is there again. */
  private void pause() throws InterruptedException {
    boolean _ = stopped.await(POLL.toMillis(), TimeUnit.MILLISECONDS);
  }
}
