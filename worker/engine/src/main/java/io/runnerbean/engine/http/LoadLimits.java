package io.runnerbean.engine.http;

import java.time.Duration;

/**
 * How much the worker takes on.
 *
 * @param threads how many requests are worked on at once: as many as there are connections to the
 *     database, since each needs one
 * @param waiting how many more may wait for a thread; one too many is refused at once
 * @param patience how long one may wait before it is refused
 */
public record LoadLimits(int threads, int waiting, Duration patience) {

  private static final int WAITING_PER_THREAD = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** For a pool of this many connections. */
  public static LoadLimits forPool(int connections) {
    return new LoadLimits(connections, WAITING_PER_THREAD * connections, PATIENCE);
  }
}
