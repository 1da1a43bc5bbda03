package io.runnerbean.engine.model;

/** A message's row in {@code job_queue}. */
sealed interface Custody {

  /** There is none. */
  record None() implements Custody {}

  /** It waits for a worker. */
  record Waiting() implements Custody {}

  /**
   * A worker holds it.
   *
   * @param lapsed nobody renewed it in time
   */
  record Leased(int worker, boolean lapsed) implements Custody {}
}
