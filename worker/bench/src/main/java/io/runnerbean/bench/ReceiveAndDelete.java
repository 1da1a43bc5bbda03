package io.runnerbean.bench;

import io.runnerbean.bench.load.LoadProcess;
import io.runnerbean.bench.load.LoadResult;
import java.io.IOException;

/** Receives and deletes all messages of a queue. */
record ReceiveAndDelete(SqsQueue queue, LoadProcess client, int messages) implements Workload {

  @Override
  public void prepare() throws Exception {
    queue.fill(messages);
  }

  @Override
  public LoadResult run() throws IOException {
    return client.run(messages);
  }
}
