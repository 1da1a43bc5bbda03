package io.runnerbean.engine.execution;

import io.runnerbean.engine.store.ClaimedRun;
import io.runnerbean.engine.store.RunRecord;
import io.runnerbean.engine.store.WorkerPool;

/** The right of an attempt to record the end of its run. */
sealed interface RunOwnership {

  /** The attempt has the message. The run has no row yet. */
  record OfMessage(RunRecord run) implements RunOwnership {}

  /**
   * This worker has a lease of the run.
   *
   * @param pool the pool that runs of its type are claimed for
   * @param isLimited whether another run of its type may wait for the end of this one
   */
  record OfLease(ClaimedRun run, WorkerPool pool, boolean isLimited) implements RunOwnership {}
}
