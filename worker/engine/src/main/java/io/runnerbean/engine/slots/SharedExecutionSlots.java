package io.runnerbean.engine.slots;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * As many slots as there are database connections, for deliveries and for queued runs. Either may
 * have all of them while the other waits for none. When both wait, queued runs go first until they
 * have a quarter of the slots. Without that share, a stream of deliveries would keep failed runs
 * from ever being tried again. Without the limit, a mass of failed runs would keep out the
 * deliveries.
 */
public final class SharedExecutionSlots {

  private static final int SHARE = 4;

  private final int all;
  private final int queueShare;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private int free;
  private int usedByQueue;
  private int deliveriesWaiting;
  private int queueWaiting;

  public SharedExecutionSlots(int all) {
    this.all = all;
    this.free = all;
    this.queueShare = Math.ceilDiv(all, SHARE);
  }

  /**
   * Takes a slot for a delivery.
   *
   * @return false if none was free in time, or the thread was interrupted
   */
  public boolean takeForDelivery(Duration timeout) {
    lock.lock();
    deliveriesWaiting++;
    try {
      boolean taken = awaitSlotForDelivery(timeout.toNanos());
      free -= taken ? 1 : 0;
      return taken;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      deliveriesWaiting--;
      unlockChanged();
    }
  }

  /** Gives back the slot of a delivery. */
  public void releaseForDelivery() {
    lock.lock();
    free++;
    unlockChanged();
  }

  /** The same slots, for queued runs. */
  public ExecutionSlots forQueue() {
    return new ForQueue();
  }

  /** How many deliveries and claims wait for a slot. */
  int waiting() {
    lock.lock();
    try {
      return deliveriesWaiting + queueWaiting;
    } finally {
      lock.unlock();
    }
  }

  private boolean awaitSlotForDelivery(long timeout) throws InterruptedException {
    long left = timeout;
    while (free == 0 || (queueWaiting > 0 && usedByQueue < queueShare)) {
      if (left <= 0) {
        return false;
      }
      left = changed.awaitNanos(left);
    }
    return true;
  }

  private boolean mayQueueTake() {
    return free > 0 && (usedByQueue < queueShare || deliveriesWaiting == 0);
  }

  private void unlockChanged() {
    if (lock.hasWaiters(changed)) {
      changed.signalAll();
    }
    lock.unlock();
  }

  private final class ForQueue implements ExecutionSlots {

    @Override
    public int size() {
      return all;
    }

    @Override
    public int take(int most) throws InterruptedException {
      lock.lockInterruptibly();
      queueWaiting++;
      try {
        int taken = 0;
        while (!mayQueueTake()) {
          changed.await();
        }
        while (mayQueueTake() && taken < most) {
          free--;
          usedByQueue++;
          taken++;
        }
        return taken;
      } finally {
        queueWaiting--;
        unlockChanged();
      }
    }

    @Override
    public void release(int many) {
      lock.lock();
      free += many;
      usedByQueue -= many;
      unlockChanged();
    }

    @Override
    public void awaitIdle(Duration most) throws InterruptedException {
      lock.lockInterruptibly();
      try {
        long left = most.toNanos();
        while (usedByQueue > 0 && left > 0) {
          left = changed.awaitNanos(left);
        }
      } finally {
        lock.unlock();
      }
    }
  }
}
