package io.runnerbean.bench;

import io.runnerbean.bench.load.LoadResult;
import io.runnerbean.testkit.PostgresDatabase;
import io.runnerbean.testkit.process.PausableProcess;
import java.time.Duration;
import java.time.Instant;

/** Resumes a paused daemon until it has delivered all messages of a queue. */
record SqsToDatabase(
    PostgresDatabase database, SqsQueue queue, PausableProcess daemon, int messages)
    implements Workload {

  @Override
  public void prepare() throws Exception {
    RowCounts.truncate(database);
    queue.fill(messages);
  }

  /** Measures the time until the last COMMIT, and requires exactly one row for each message. */
  @Override
  public LoadResult run() throws Exception {
    Instant start = Instant.now();
    daemon.resume();
    queue.awaitEmpty();
    daemon.pause();
    RowCounts.in(database).require(messages, messages);
    Instant end = RowCounts.lastFinished(database);
    return LoadResult.withoutLatencies(messages, Duration.between(start, end).toNanos());
  }
}
