package io.runnerbean.bench;

/** A program that is measured in each round, from the start of its process. */
interface Contestant extends AutoCloseable {

  String name();

  /** Prepares everything that is not measured: caches of classes, tables. */
  void prepare() throws Exception;

  /** The memory of the idle program, in MiB; 0: not measured. */
  default double idleMib() throws Exception {
    return 0;
  }

  /**
   * Starts the program, measures it, and stops it.
   *
   * @throws IllegalStateException if there is not exactly one row for each job
   */
  RivalSample run() throws Exception;

  @Override
  void close();
}
