package io.runnerbean.bench;

import io.runnerbean.bench.launch.JvmProgram;
import io.runnerbean.bench.launch.RunningServer;
import io.runnerbean.bench.load.LoadResult;
import io.runnerbean.testkit.PostgresDatabase;
import io.runnerbean.testkit.process.CpuTime;
import io.runnerbean.testkit.process.ProcessMemory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Programs that take jobs from an SQS queue to a row. All messages are in the queue before the
 * first process starts.
 *
 * @param programs the last one polls; the others start before it
 */
record QueueContestant(
    String name,
    List<JvmProgram> programs,
    PostgresDatabase database,
    SqsQueue queue,
    NamedProcess sqs,
    RivalSetup setup)
    implements Contestant {

  /** The first messages are the warm-up. */
  private static final double WARM_UP = 0.5;

  /** The last ones do not count, because pollers find the queue empty. */
  private static final double END = 0.98;

  private static final long POLL_MILLIS = 100;
  private static final Duration TIMEOUT = Duration.ofMinutes(10);

  /** Starts each program once, which migrates the database. */
  @Override
  public void prepare() throws Exception {
    try (RunningServer _ = setup.launcher().start(programs.getFirst(), setup.folder())) {
      RivalPrograms.requireRows(database, 0);
    }
  }

  @Override
  public RivalSample run() throws Exception {
    RivalPrograms.truncate(database);
    queue.fill(setup.plan().messages());
    return measure(programs, Map.of());
  }

  @Override
  public void close() {}

  /** Starts the programs one after the other, and measures when the last one runs. */
  private RivalSample measure(List<JvmProgram> waiting, Map<String, RunningServer> started)
      throws Exception {
    if (waiting.isEmpty()) {
      return measure(started);
    }
    JvmProgram next = waiting.getFirst();
    try (RunningServer server = setup.launcher().start(next, setup.folder())) {
      Map<String, RunningServer> all = new LinkedHashMap<>(started);
      all.put(next.name(), server);
      return measure(waiting.subList(1, waiting.size()), all);
    }
  }

  private RivalSample measure(Map<String, RunningServer> servers) throws Exception {
    long first = awaitRows((long) (WARM_UP * setup.plan().messages()));
    long start = System.nanoTime();
    Map<String, CpuTime> before = cpu(servers);
    long last = awaitRows((long) (END * setup.plan().messages()));
    LoadResult result = LoadResult.withoutLatencies(last - first, System.nanoTime() - start);
    Map<String, Duration> spent = new LinkedHashMap<>();
    cpu(servers)
        .forEach(
            (process, now) -> spent.put(process, now.since(before.getOrDefault(process, now))));
    awaitEmptyQueue();
    RivalPrograms.requireRows(database, setup.plan().messages());
    return new RivalSample(new Sample(result, spent), 0, peakMib(servers));
  }

  /** Polls, because no program says when a row is committed. */
  private long awaitRows(long least) throws Exception {
    long end = System.nanoTime() + TIMEOUT.toNanos();
    for (long rows = rows(); ; rows = rows()) {
      if (rows >= least) {
        return rows;
      }
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            "%s wrote %d of %d rows in %s; its output is in %s"
                .formatted(name, rows, setup.plan().messages(), TIMEOUT, setup.folder()));
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }

  /** A message that is left would be delivered in the next round. */
  private void awaitEmptyQueue() throws Exception {
    long end = System.nanoTime() + TIMEOUT.toNanos();
    while (!queue.isEmpty()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(name + " left messages in the queue");
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }

  private long rows() throws Exception {
    return RowCounts.of(database, "job_server_data");
  }

  private Map<String, CpuTime> cpu(Map<String, RunningServer> servers) throws Exception {
    Map<String, CpuTime> times = new LinkedHashMap<>();
    for (Map.Entry<String, RunningServer> server : servers.entrySet()) {
      times.put(server.getKey(), CpuTime.of(server.getValue().jvm()));
    }
    times.put(setup.process().name(), CpuTime.of(setup.process().handle()));
    times.put(sqs.name(), CpuTime.of(sqs.handle()));
    return times;
  }

  private static double peakMib(Map<String, RunningServer> servers) throws Exception {
    double sum = 0;
    for (RunningServer server : servers.values()) {
      sum += ProcessMemory.peak(server.jvm()).orElse(0) / 1024.0;
    }
    return sum;
  }
}
