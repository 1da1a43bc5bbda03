package io.runnerbean.bench;

import io.runnerbean.bench.load.LoadResult;
import io.runnerbean.testkit.PostgresDatabase;
import io.runnerbean.testkit.process.PausableProcess;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;

/** Resumes a paused daemon until it has delivered all messages of a queue. */
record SqsToDatabase(
    PostgresDatabase database, SqsQueue queue, PausableProcess daemon, int messages)
    implements Workload {

  private static final Duration TIMEOUT = Duration.ofMinutes(5);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(100);

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
    awaitEmpty();
    daemon.pause();
    RowCounts.in(database).require(messages, messages);
    Instant end = RowCounts.lastFinished(database);
    return LoadResult.withoutLatencies(messages, Duration.between(start, end).toNanos());
  }

  /**
   * Polls, because SQS sends no event when a queue becomes empty. The end time comes from the
   * database, so the poll interval does not affect it.
   */
  private void awaitEmpty() {
    Awaitility.await("for the queue to be empty; see sqsd.log")
        .atMost(TIMEOUT)
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .pollInterval(POLL_INTERVAL)
        .until(queue::isEmpty);
  }
}
