package io.runnerbean.engine.slots;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * As many slots as there are database connections, for deliveries and for queued runs. A slot is
 * the right to use a connection. Either may have all of them while the other waits for none. When
 * both wait, queued runs go first until they have a quarter of the slots. Without that share, a
 * stream of deliveries would keep failed runs from ever being tried again. Without the limit, a
 * mass of failed runs would keep out the deliveries.
 */
public final class SharedExecutionSlots {

  private static final int SHARE = 4;

  private final int all;
  private final int queueShare;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition queueTurn = lock.newCondition();
  private final Condition queueIdle = lock.newCondition();
  private final Duration patience;

  /** A condition for each delivery that waits, in the order of their arrival. */
  private final Deque<Condition> deliveries = new ArrayDeque<>();

  private int free;
  private int usedByQueue;
  private int queueWaiting;

  /**
   * Slots of which none is taken.
   *
   * @param all how many there are
   * @param patience how long a delivery waits for one
   */
  public SharedExecutionSlots(int all, Duration patience) {
    this.all = all;
    this.patience = patience;
    this.free = all;
    this.queueShare = Math.ceilDiv(all, SHARE);
  }

  /**
   * Takes a slot for a delivery.
   *
   * @return false if none was free in time, or the thread was interrupted
   */
  public boolean takeForDelivery() {
    return takeForDelivery(patience);
  }

  /** How long a delivery waits for a slot. */
  public Duration patience() {
    return patience;
  }

  boolean takeForDelivery(Duration timeout) {
    lock.lock();
    Condition turn = lock.newCondition();
    deliveries.add(turn);
    try {
      long left = timeout.toNanos();
      while (!turn.equals(deliveries.peekFirst()) || !mayDeliveryTake()) {
        if (left <= 0) {
          return false;
        }
        left = turn.awaitNanos(left);
      }
      free--;
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      boolean _ = deliveries.remove(turn);
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
      return deliveries.size() + queueWaiting;
    } finally {
      lock.unlock();
    }
  }

  private boolean mayDeliveryTake() {
    return free > 0 && (queueWaiting == 0 || usedByQueue >= queueShare);
  }

  private boolean mayQueueTake() {
    return free > 0 && (usedByQueue < queueShare || deliveries.isEmpty());
  }

  /**
   * Wakes a claim, and the delivery that has waited longest. One that takes a slot wakes the next,
   * so that no slot stays free, and no crowd wakes for one slot.
   */
  private void unlockChanged() {
    queueTurn.signal();
    Condition first = deliveries.peekFirst();
    if (first != null) {
      first.signal();
    }
    if (usedByQueue == 0) {
      queueIdle.signalAll();
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
          queueTurn.await();
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
          left = queueIdle.awaitNanos(left);
        }
      } finally {
        lock.unlock();
      }
    }
  }
}
