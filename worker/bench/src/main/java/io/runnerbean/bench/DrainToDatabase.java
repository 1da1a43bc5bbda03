package io.runnerbean.bench;

import io.runnerbean.bench.load.LoadResult;
import io.runnerbean.testkit.PostgresDatabase;
import io.runnerbean.testkit.process.PausableProcess;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;

/** Lets a daemon that was held up take all messages of a queue to their rows. */
record DrainToDatabase(
    PostgresDatabase database, JobQueue queue, PausableProcess daemon, int messages)
    implements Workload {

  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  @Override
  public void prepare() throws Exception {
    Rows.forget(database);
    queue.fill(messages);
  }

  /** Takes the time until the last COMMIT, and requires that there is one row per message. */
  @Override
  public LoadResult run() throws Exception {
    Instant start = Instant.now();
    daemon.goOn();
    awaitEmpty();
    daemon.pause();
    Rows.in(database).require(messages, messages);
    Instant end = Rows.lastFinished(database);
    return LoadResult.withoutLatencies(messages, Duration.between(start, end).toNanos());
  }

  /**
   * SQS tells nobody that a queue is empty, so one looks. When the last was done the database knows
   * to the microsecond.
   */
  private void awaitEmpty() {
    Awaitility.await("for the queue to be empty; see sqsd.log")
        .atMost(LONGEST)
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .pollInterval(BETWEEN_LOOKS)
        .until(queue::isEmpty);
  }
}
