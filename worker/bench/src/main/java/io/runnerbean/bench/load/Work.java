package io.runnerbean.bench.load;

/** What one thread does over and over. */
interface Work {

  /** Takes its InsertJobs to their COMMIT, and throws if they did not get there. */
  void once() throws Exception;

  /** How many jobs that is. */
  default int jobs() {
    return 1;
  }
}
