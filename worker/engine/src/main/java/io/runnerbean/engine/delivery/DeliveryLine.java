package io.runnerbean.engine.delivery;

import io.runnerbean.engine.lifecycle.Stopwatch;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The deliveries of one job type that wait for a transaction, and the batches that take them. Safe
 * for use by several threads.
 */
final class DeliveryLine {

  /** While one is committed, another runs its jobs. More would only make them smaller. */
  private static final int BATCHES = 2;

  /** A batch that takes longer no longer keeps another one from beginning. */
  static final Duration LONG = Duration.ofMillis(50);

  private final Queue<Delivery> waiting = new ArrayDeque<>();
  private final List<Batch> batches = new ArrayList<>();
  private final int most;
  private boolean watched;

  /**
   * A line.
   *
   * @param most how many may share a transaction
   */
  DeliveryLine(int most) {
    this.most = most;
  }

  /** A batch that has begun, or that waits for a thread. */
  static final class Batch {
    private @Nullable Stopwatch since;

    private boolean isLong() {
      return since != null && since.time().compareTo(LONG) > 0;
    }
  }

  synchronized void add(Delivery delivery) {
    waiting.add(delivery);
  }

  /** Returns a batch that may begin; null: none waits, or the batches there are will take it. */
  synchronized @Nullable Batch begin() {
    if (waiting.isEmpty()) {
      return null;
    }
    batches.removeIf(Batch::isLong);
    if (batches.size() == BATCHES) {
      return null;
    }
    Batch batch = new Batch();
    batches.add(batch);
    return batch;
  }

  /** Returns the deliveries that the batch consists of. */
  synchronized List<Delivery> take(Batch batch) {
    batch.since = Stopwatch.started();
    List<Delivery> taken = new ArrayList<>();
    while (taken.size() < most && !waiting.isEmpty()) {
      taken.add(waiting.remove());
    }
    return taken;
  }

  synchronized void end(Batch batch) {
    batches.remove(batch);
  }

  /** Ends a batch that could not begin, and returns the deliveries that no other one will take. */
  synchronized List<Delivery> cancel(Batch batch) {
    batches.remove(batch);
    batches.removeIf(Batch::isLong);
    List<Delivery> left = batches.isEmpty() ? List.copyOf(waiting) : List.of();
    waiting.removeAll(left);
    return left;
  }

  /** Whether the caller has to look again after {@link #LONG}, because no other caller will. */
  synchronized boolean beginWatch() {
    boolean must = !watched && !waiting.isEmpty();
    watched |= must;
    return must;
  }

  synchronized void endWatch() {
    watched = false;
  }
}
