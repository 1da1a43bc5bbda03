package io.runnerbean.engine.slots;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * As many slots as there are connections, for messages that are delivered and for runs in custody.
 * Either may have all of them while the other wants none. When both want one, custody goes first
 * until it has a quarter: else a stream of deliveries would keep what failed from ever being tried
 * again, and what failed in masses would keep out the deliveries.
 */
public final class SharedSlots {

  private static final int SHARE = 4;

  private final int custodysShare;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private int free;
  private int inCustody;
  private int deliveriesWaiting;
  private int custodyWaiting;

  public SharedSlots(int all) {
    this.free = all;
    this.custodysShare = Math.ceilDiv(all, SHARE);
  }

  /** Takes one for a delivery, unless that takes longer. */
  public boolean takeForDelivery(Duration patience) throws InterruptedException {
    lock.lockInterruptibly();
    deliveriesWaiting++;
    try {
      boolean taken = awaitDeliverysTurn(patience.toNanos());
      free -= taken ? 1 : 0;
      return taken;
    } finally {
      deliveriesWaiting--;
      unlockChanged();
    }
  }

  /** Gives a delivery's back. */
  public void releaseDeliverys() {
    lock.lock();
    free++;
    unlockChanged();
  }

  /** The slots as custody has them. */
  public Slots forCustody() {
    return new ForCustody();
  }

  /** How many wait for one, of either kind. */
  int waiting() {
    lock.lock();
    try {
      return deliveriesWaiting + custodyWaiting;
    } finally {
      lock.unlock();
    }
  }

  private boolean awaitDeliverysTurn(long patience) throws InterruptedException {
    long left = patience;
    while (free == 0 || (custodyWaiting > 0 && inCustody < custodysShare)) {
      if (left <= 0) {
        return false;
      }
      left = changed.awaitNanos(left);
    }
    return true;
  }

  private boolean isCustodysTurn() {
    return free > 0 && (inCustody < custodysShare || deliveriesWaiting == 0);
  }

  private void unlockChanged() {
    changed.signalAll();
    lock.unlock();
  }

  private final class ForCustody implements Slots {

    @Override
    public int take(int most) throws InterruptedException {
      lock.lockInterruptibly();
      custodyWaiting++;
      try {
        int taken = 0;
        awaitTurn();
        while (isCustodysTurn() && taken < most) {
          free--;
          inCustody++;
          taken++;
        }
        return taken;
      } finally {
        custodyWaiting--;
        unlockChanged();
      }
    }

    @Override
    public void release(int many) {
      lock.lock();
      free += many;
      inCustody -= many;
      unlockChanged();
    }

    @Override
    public void awaitQuiet(Duration most) throws InterruptedException {
      lock.lockInterruptibly();
      try {
        long left = most.toNanos();
        while (inCustody > 0 && left > 0) {
          left = changed.awaitNanos(left);
        }
      } finally {
        lock.unlock();
      }
    }

    private void awaitTurn() throws InterruptedException {
      while (!isCustodysTurn()) {
        changed.await();
      }
    }
  }
}
