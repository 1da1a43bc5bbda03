package io.runnerbean.engine.execution;

/** The state of the database after an attempt, as the worker itself has found it. */
enum DatabaseState {
  /** The attempt's connection can be used. */
  AVAILABLE,
  /** The attempt's connection was lost, but another one can be used. */
  CONNECTION_LOST,
  /** The attempt got no connection, because other jobs used all of them for too long. */
  POOL_BUSY,
  /** The worker cannot use the database at all. */
  UNAVAILABLE
}
