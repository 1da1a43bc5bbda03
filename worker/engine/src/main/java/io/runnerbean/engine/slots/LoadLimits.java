package io.runnerbean.engine.slots;

import java.time.Duration;

/**
 * How many requests the worker accepts.
 *
 * @param connections how many of them can use the database at once
 * @param threads how many are handled at once: more than there are connections, because a job that
 *     waits for somebody else before it uses its session holds none
 * @param waiting how many more may wait for a thread; further ones are refused at once
 * @param patience how long a request may wait for a thread before it is refused
 */
public record LoadLimits(int connections, int threads, int waiting, Duration patience) {

  private static final int THREADS_PER_CONNECTION = 4;
  private static final int WAITING_PER_CONNECTION = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** The limits of a worker with this many connections and threads. */
  public static LoadLimits of(int connections, int threads) {
    int waiting = Math.max(WAITING_PER_CONNECTION * connections, threads);
    return new LoadLimits(connections, threads, waiting, PATIENCE);
  }

  /** How many threads a worker with this many connections has, unless another number is set. */
  public static int threads(int connections) {
    return THREADS_PER_CONNECTION * connections;
  }

  /** As many slots as there are connections. */
  public SharedExecutionSlots slots() {
    return new SharedExecutionSlots(connections, patience);
  }
}
