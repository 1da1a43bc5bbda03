package io.runnerbean.engine.model;

/** The row of a message's run in {@code job_queue}. */
sealed interface QueueRow {

  /** There is no row. */
  record None() implements QueueRow {}

  /** It waits for a worker. */
  record Waiting() implements QueueRow {}

  /**
   * A worker has claimed it.
   *
   * @param expired its lease was not renewed in time
   */
  record Leased(int worker, boolean expired) implements QueueRow {}
}
