package io.runnerbean.bench.load;

/** A process's work. */
interface Load {

  /**
   * Does so much of it.
   *
   * @throws Exception what the first job that failed threw
   */
  LoadResult run(long amount) throws Exception;
}
