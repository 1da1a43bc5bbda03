package io.runnerbean.engine.execution;

/** What the worker itself knows of its database after an attempt. */
enum DatabaseState {
  /** The attempt's connection can be used. */
  AVAILABLE,
  /** The attempt's connection was lost, but another one can be used. */
  CONNECTION_LOST,
  /** The worker cannot use the database at all. */
  UNAVAILABLE
}
