package io.runnerbean.bench;

import io.runnerbean.bench.load.LoadResult;

/** What a side does in one round. */
interface Workload {

  /** What has to be there before; it is not measured. */
  default void prepare() throws Exception {}

  LoadResult run() throws Exception;
}
