package io.runnerbean.dev.bench.load;

/** What one thread does over and over. */
interface Work {

  /** Takes one InsertJob to its COMMIT, and throws if it did not get there. */
  void once() throws Exception;
}
