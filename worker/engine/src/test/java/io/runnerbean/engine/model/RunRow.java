package io.runnerbean.engine.model;

/** The row of a message's run in {@code run}. */
enum RunRow {
  NONE,
  QUEUED,
  ENDED
}
