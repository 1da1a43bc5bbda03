package io.runnerbean.bench.load;

/** One operation, which a thread repeats. */
interface Operation {

  /** Executes it once, and throws if its InsertJobs were not committed. */
  void execute() throws Exception;

  /** The number of jobs in one operation. */
  default int jobs() {
    return 1;
  }
}
