package io.runnerbean.bench;

import io.runnerbean.bench.load.LoadResult;

/** The work of a contender in one round. */
interface Workload {

  /** Prepares the round. This time is not measured. */
  default void prepare() throws Exception {}

  LoadResult run() throws Exception;
}
