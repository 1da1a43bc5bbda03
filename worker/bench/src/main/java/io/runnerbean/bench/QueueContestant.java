package io.runnerbean.bench;

import io.runnerbean.bench.launch.JvmProgram;
import io.runnerbean.bench.launch.RunningServer;
import io.runnerbean.bench.load.LoadResult;
import io.runnerbean.testkit.PostgresDatabase;
import io.runnerbean.testkit.process.ProcessMemory;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.awaitility.Awaitility;

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

  private static final Duration POLL_INTERVAL = Duration.ofMillis(100);
  private static final Duration TIMEOUT = Duration.ofMinutes(10);

  /** Starts the first program once, which migrates the database. */
  @Override
  public void prepare() throws Exception {
    setup.start(programs.getFirst()).close();
  }

  @Override
  public RivalSample run() throws Exception {
    RivalPrograms.truncate(database);
    queue.fill(setup.plan().messages());
    Deque<RunningServer> servers = new ArrayDeque<>();
    List<NamedProcess> processes = new ArrayList<>(List.of(setup.server().process(), sqs));
    try {
      for (JvmProgram program : programs) {
        RunningServer server = setup.start(program);
        servers.push(server);
        processes.add(new NamedProcess(program.name(), server.jvm()));
      }
      Sample warm = new Contender(name, new Rows(), processes, servers.getFirst().jvm()).run();
      queue.awaitEmpty(); // a message that is left would be delivered in the next round
      RivalPrograms.requireRows(database, setup.plan().messages());
      return new RivalSample(warm, 0, peakMib(servers));
    } finally {
      servers.forEach(RunningServer::close);
    }
  }

  @Override
  public void close() {}

  /** The rows after the warm-up. */
  private final class Rows implements Workload {

    @Override
    public void prepare() {
      long _ = awaitRows(WARM_UP);
    }

    @Override
    public LoadResult run() throws Exception {
      long first = rows();
      long start = System.nanoTime();
      long last = awaitRows(END);
      return LoadResult.withoutLatencies(last - first, System.nanoTime() - start);
    }
  }

  /** Polls, because no program says when a row is committed. */
  private long awaitRows(double share) {
    return Awaitility.await("for rows of %s; its output is in %s".formatted(name, setup.folder()))
        .atMost(TIMEOUT)
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .pollInterval(POLL_INTERVAL)
        .until(this::rows, rows -> rows >= share * setup.plan().messages());
  }

  private long rows() throws SQLException {
    return RowCounts.of(database, "job_server_data");
  }

  private static double peakMib(Deque<RunningServer> servers) throws IOException {
    double sum = 0;
    for (RunningServer server : servers) {
      sum += ProcessMemory.peak(server.jvm()).orElse(0) / 1024.0;
    }
    return sum;
  }
}
