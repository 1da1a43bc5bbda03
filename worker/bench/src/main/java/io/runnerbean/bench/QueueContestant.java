package io.runnerbean.bench;

import io.runnerbean.bench.launch.AotTraining;
import io.runnerbean.bench.launch.JvmProgram;
import io.runnerbean.bench.launch.RunningServer;
import io.runnerbean.bench.load.LoadResult;
import io.runnerbean.testkit.PostgresDatabase;
import io.runnerbean.testkit.process.ProcessMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  /** Messages that train the AOT caches. */
  private static final int TRAINING = 10_000;

  private static final Duration POLL_INTERVAL = Duration.ofMillis(100);
  private static final Duration TIMEOUT = Duration.ofMinutes(10);

  /** Trains the AOT caches, which also migrates the database. */
  @Override
  public void prepare() throws Exception {
    queue.fill(TRAINING);
    Deque<RunningServer> servers = new ArrayDeque<>();
    try {
      for (JvmProgram program : programs) {
        Files.deleteIfExists(cache(program));
        servers.push(setup.start(program.recording(cache(program))));
      }
      queue.awaitEmpty();
    } finally {
      servers.forEach(RunningServer::close);
    }
    for (JvmProgram program : programs) {
      AotTraining.requireCache(program, cache(program), setup.folder());
    }
  }

  @Override
  public RivalSample run() throws Exception {
    RivalPrograms.truncate(database);
    queue.fill(setup.plan().messages());
    Deque<RunningServer> servers = new ArrayDeque<>();
    List<NamedProcess> processes = new ArrayList<>(List.of(setup.server().process(), sqs));
    try {
      for (JvmProgram program : programs) {
        RunningServer server = setup.start(program.cached(cache(program)));
        servers.push(server);
        processes.add(new NamedProcess(program.name(), server.jvm()));
      }
      Sample warm = new Contender(name, new Rows(), processes, servers.getFirst().jvm()).run();
      queue.awaitEmpty(); // a message that is left would be delivered in the next round
      RivalPrograms.requireRows(database, setup.plan().messages());
      return new RivalSample(warm, ColdStart.NOT_MEASURED, peakMib(servers));
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

  private Path cache(JvmProgram program) {
    return setup.folder().resolve("%s, %s.aot".formatted(name, program.name()));
  }

  private static double peakMib(Deque<RunningServer> servers) throws IOException {
    double sum = 0;
    for (RunningServer server : servers) {
      sum += ProcessMemory.peak(server.jvm()).orElse(0) / 1024.0;
    }
    return sum;
  }
}
