package io.runnerbean.engine.execution;

/** The state of the database after an attempt, as the worker itself has found it. */
enum DatabaseState {
  /** The attempt's connection can be used. */
  AVAILABLE,
  /** The attempt's connection was lost, but another one can be used. */
  CONNECTION_LOST,
  /** The worker cannot use the database at all. */
  UNAVAILABLE
}
