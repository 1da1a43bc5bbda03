package io.runnerbean.bench;

import io.runnerbean.bench.load.LoadProcess;
import io.runnerbean.cli.Main;
import io.runnerbean.testkit.process.Jvm;
import io.runnerbean.testkit.process.PausableProcess;
import io.runnerbean.testkit.process.ServerProcess;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Takes messages from SQS through daemon and worker to a row. The baseline receives and deletes
 * messages of the same queue with the same client, without processing them. All messages are in the
 * queue when a round begins.
 */
public record EndToEndBenchmark(BenchmarkEnvironment environment, Plan plan) {

  private static final String NAME = "queue path";

  static final KeyMetric KEY_METRIC = KeyMetric.of(NAME, "ratio to receive and delete");

  /** The recommended number for the daemon: the size of the worker's pool. */
  private static final int CONNECTIONS = 16;

  /**
   * Runs the benchmark.
   *
   * @throws IllegalStateException if there is not exactly one row for each message
   */
  public List<Measurement> measure(PrintStream out) throws Exception {
    out.printf("Queue path: %,d messages in each round%n", plan.messages());
    try (ServerProcess sqs = environment.server("sqs", SqsServerMain.class);
        ServerProcess worker = environment.worker();
        SqsQueue queue = SqsQueue.create(sqs.url());
        PausableProcess daemon = daemon(queue, worker);
        LoadProcess client = LoadProcess.receiveAndDelete(queue.environment(CONNECTIONS))) {
      daemon.pause();
      PairedComparison comparison =
          PairedComparison.runAfterWarmUp(
              sqsToRow(sqs, worker, daemon, queue),
              receiveAndDelete(sqs, queue, client),
              plan,
              out);
      List<Measurement> measurements = new ArrayList<>(comparison.measurements());
      measurements.add(new Measurement(NAME, KEY_METRIC.measurement(), comparison.ratio(), ""));
      return measurements;
    }
  }

  private PausableProcess daemon(SqsQueue queue, ServerProcess worker) throws IOException {
    Map<String, String> settings = queue.environment(CONNECTIONS);
    settings.put("SQSD_APP_URL", worker.url().toString());
    // A poll that stays open while the daemon is paused would take the baseline's messages.
    settings.put("SQSD_LONG_POLL", "0");
    ProcessBuilder command =
        Jvm.of(BenchmarkEnvironment.HEAP, Main.class, settings, List.of("sqsd"));
    return PausableProcess.start(
        command
            .redirectErrorStream(true)
            .redirectOutput(environment.folder().resolve("sqsd.log").toFile()));
  }

  private Contender sqsToRow(
      ServerProcess sqs, ServerProcess worker, PausableProcess daemon, SqsQueue queue) {
    return new Contender(
        "from SQS to a row",
        new SqsToDatabase(environment.database(), queue, daemon, plan.messages()),
        List.of(
            new NamedProcess("worker", worker.process()),
            new NamedProcess("daemon", daemon.process()),
            environment.postgres(),
            new NamedProcess("SQS", sqs.process())),
        daemon.process());
  }

  private Contender receiveAndDelete(ServerProcess sqs, SqsQueue queue, LoadProcess client) {
    return new Contender(
        "receive and delete",
        new ReceiveAndDelete(queue, client, plan.messages()),
        List.of(
            new NamedProcess("client", client.process()), new NamedProcess("SQS", sqs.process())),
        client.process());
  }
}
