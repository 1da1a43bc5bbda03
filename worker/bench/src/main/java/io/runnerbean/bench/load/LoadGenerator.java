package io.runnerbean.bench.load;

/** Generates load in its own process. */
interface LoadGenerator {

  /**
   * Generates this much load.
   *
   * @param amount milliseconds or messages; the implementation decides
   * @throws Exception the exception of the first job that failed
   */
  LoadResult run(long amount) throws Exception;
}
