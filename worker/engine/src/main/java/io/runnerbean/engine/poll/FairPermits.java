package io.runnerbean.engine.poll;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Permits for the messages that the worker holds at once. When they are scarce, the queues get them
 * in proportion to their weights. Their number follows the jobs: it falls while messages wait long
 * for their outcome, because another worker could run them meanwhile, and rises while they do not.
 */
final class FairPermits {

  /** How long a caller waits for more permits: a call of SQS costs the same for one message. */
  private static final Duration LINGER = Duration.ofMillis(10);

  /** A message that takes longer than this has waited for a thread, or has a long job. */
  private static final Duration LONG = Duration.ofSeconds(1);

  private final int least;
  private final int most;
  private final int[] weights;
  private final double[] served;
  private final int[] waiting;
  private double lastServed;
  private int limit;
  private int used;

  /**
   * Permits.
   *
   * @param least as many messages as can use the database at once; the number begins there
   * @param most as many as can run or wait
   * @param weights one for each queue
   */
  FairPermits(int least, int most, int... weights) {
    this.least = least;
    this.most = most;
    this.limit = least;
    this.weights = weights.clone();
    this.served = new double[weights.length];
    this.waiting = new int[weights.length];
  }

  /**
   * Waits for permits.
   *
   * @param wanted how many it takes at most
   * @return how many it has taken, at least 1
   */
  synchronized int acquire(int queue, int wanted) throws InterruptedException {
    served[queue] = waiting[queue] == 0 ? Math.max(served[queue], lastServed) : served[queue];
    waiting[queue]++;
    try {
      boolean lingered = false;
      while (!isTurnOf(queue) || limit <= used || (limit - used < wanted && !lingered)) {
        if (limit > used && isTurnOf(queue)) {
          TimeUnit.NANOSECONDS.timedWait(this, LINGER.toNanos());
          lingered = true;
        } else {
          wait();
        }
      }
    } finally {
      waiting[queue]--;
      notifyAll(); // it may be another queue's turn
    }
    int taken = Math.min(wanted, limit - used);
    used += taken;
    lastServed = served[queue];
    served[queue] += taken / (double) weights[queue];
    return taken;
  }

  /** Gives back permits of messages that there were none of, or that were not handed over. */
  synchronized void giveBack(int queue, int unused) {
    used -= unused;
    served[queue] -= unused / (double) weights[queue];
    notifyAll();
  }

  /** Gives back the permit of a message, whose outcome took this long. */
  synchronized void release(Duration took) {
    used--;
    limit = took.compareTo(LONG) > 0 ? Math.max(least, limit * 3 / 4) : Math.min(most, limit + 1);
    notifyAll();
  }

  /** Waits until no permit is taken; returns whether that happened in time. */
  synchronized boolean awaitIdle(Duration time) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    while (used > 0) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, TimeUnit.MILLISECONDS.toNanos(1)));
    }
    return true;
  }

  /** The queue with the smallest share of those that wait. */
  private boolean isTurnOf(int queue) {
    for (int other = 0; other < weights.length; other++) {
      if (waiting[other] > 0 && served[other] < served[queue]) {
        return false;
      }
    }
    return true;
  }
}
