package io.runnerbean.engine.slots;

import java.time.Duration;

/**
 * How many requests the worker accepts.
 *
 * @param threads how many requests are handled at once: as many as there are connections to the
 *     database, because each needs one
 * @param waiting how many more may wait for a thread; further ones are refused at once
 * @param patience how long a request may wait before it is refused
 */
public record LoadLimits(int threads, int waiting, Duration patience) {

  private static final int WAITING_PER_THREAD = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** For a pool of this many connections. */
  public static LoadLimits forPool(int connections) {
    return new LoadLimits(connections, WAITING_PER_THREAD * connections, PATIENCE);
  }
}
