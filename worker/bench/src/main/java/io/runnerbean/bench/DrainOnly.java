package io.runnerbean.bench;

import io.runnerbean.bench.load.LoadProcess;
import io.runnerbean.bench.load.LoadResult;
import java.io.IOException;

/** Receives and deletes all messages of a queue. */
record DrainOnly(JobQueue queue, LoadProcess drain, int messages) implements Workload {

  @Override
  public void prepare() throws Exception {
    queue.fill(messages);
  }

  @Override
  public LoadResult run() throws IOException {
    return drain.run(messages);
  }
}
