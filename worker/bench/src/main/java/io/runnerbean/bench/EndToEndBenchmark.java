package io.runnerbean.bench;

import io.runnerbean.bench.load.LoadProcess;
import io.runnerbean.cli.Main;
import io.runnerbean.testkit.process.Jvm;
import io.runnerbean.testkit.process.PausableProcess;
import io.runnerbean.testkit.process.ServerProcess;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * From SQS through daemon and worker to a row, next to receiving and deleting messages of the same
 * queue with the same client and doing nothing with them. All messages are there when a round
 * begins.
 */
public record EndToEndBenchmark(BenchmarkEnvironment environment, Plan plan) {

  private static final String NAME = "queue path";

  static final KeyMetric HEADLINE = KeyMetric.of(NAME, "ratio to receive and delete");

  /** As the daemon's connections should be: as many as the worker's pool has. */
  private static final int CONNECTIONS = 16;

  /**
   * Measures.
   *
   * @throws IllegalStateException if there is not exactly one row per message
   */
  public List<Measurement> measure(PrintStream out) throws Exception {
    out.printf("Queue path: %,d messages are in the queue%n", plan.messages());
    try (ServerProcess sqs = environment.server("sqs", QueueMain.class);
        ServerProcess worker = environment.worker();
        JobQueue queue = JobQueue.create(sqs.url());
        PausableProcess daemon = daemon(queue, worker);
        LoadProcess drain = LoadProcess.drain(queue.environment(CONNECTIONS))) {
      daemon.pause();
      PairedComparison comparison =
          fight(ours(sqs, worker, daemon, queue), limit(sqs, queue, drain), out);
      List<Measurement> measurements = new ArrayList<>(comparison.measurements());
      measurements.add(new Measurement(NAME, HEADLINE.measurement(), comparison.ratio(), ""));
      return measurements;
    }
  }

  private PairedComparison fight(Contender ours, Contender limit, PrintStream out)
      throws Exception {
    PairedComparison _ = PairedComparison.fight(ours, limit, plan.warmUp(), out);
    return PairedComparison.fight(ours, limit, plan.measured(), out);
  }

  private PausableProcess daemon(JobQueue queue, ServerProcess worker) throws IOException {
    Map<String, String> settings = queue.environment(CONNECTIONS);
    settings.put("SQSD_APP_URL", worker.url().toString());
    // A poll that stays open while the daemon is held up would take messages from the other side.
    settings.put("SQSD_LONG_POLL", "0");
    ProcessBuilder command =
        Jvm.of(BenchmarkEnvironment.HEAP, Main.class, settings, List.of("sqsd"));
    return PausableProcess.start(
        command
            .redirectErrorStream(true)
            .redirectOutput(environment.folder().resolve("sqsd.log").toFile()));
  }

  private Contender ours(
      ServerProcess sqs, ServerProcess worker, PausableProcess daemon, JobQueue queue) {
    Map<String, ProcessHandle> processes = new LinkedHashMap<>();
    processes.put("worker", worker.process());
    processes.put("daemon", daemon.process());
    processes.put("PostgreSQL", environment.postgres());
    processes.put("SQS", sqs.process());
    return new Contender(
        "from SQS to a row",
        new DrainToDatabase(environment.database(), queue, daemon, plan.messages()),
        processes,
        daemon.process());
  }

  private Contender limit(ServerProcess sqs, JobQueue queue, LoadProcess drain) {
    Map<String, ProcessHandle> processes = new LinkedHashMap<>();
    processes.put("client", drain.process());
    processes.put("SQS", sqs.process());
    return new Contender(
        "receive and delete",
        new DrainOnly(queue, drain, plan.messages()),
        processes,
        drain.process());
  }
}
