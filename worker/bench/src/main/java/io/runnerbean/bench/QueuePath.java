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
public record QueuePath(Stage stage, Plan plan) {

  private static final String NAME = "queue path";

  static final Headline HEADLINE = Headline.of(NAME, "ratio to receive and delete");

  /** As the daemon's connections should be: as many as the worker's pool has. */
  private static final int CONNECTIONS = 16;

  /**
   * Measures.
   *
   * @throws IllegalStateException if there is not exactly one row per message
   */
  public List<Figure> measure(PrintStream out) throws Exception {
    out.printf("Queue path: %,d messages are in the queue%n", plan.messages());
    try (ServerProcess sqs = stage.server("sqs", QueueMain.class);
        ServerProcess worker = stage.worker();
        JobQueue queue = JobQueue.create(sqs.url());
        PausableProcess daemon = daemon(queue, worker);
        LoadProcess drain = LoadProcess.drain(queue.environment(CONNECTIONS))) {
      daemon.pause();
      Duel duel = fight(ours(sqs, worker, daemon, queue), limit(sqs, queue, drain), out);
      List<Figure> figures = new ArrayList<>(duel.figures());
      figures.add(new Figure(NAME, HEADLINE.figure(), duel.ratio(), ""));
      return figures;
    }
  }

  private Duel fight(Side ours, Side limit, PrintStream out) throws Exception {
    Duel _ = Duel.fight(ours, limit, plan.warmUp(), out);
    return Duel.fight(ours, limit, plan.measured(), out);
  }

  private PausableProcess daemon(JobQueue queue, ServerProcess worker) throws IOException {
    Map<String, String> environment = queue.environment(CONNECTIONS);
    environment.put("SQSD_APP_URL", worker.url().toString());
    // A poll that stays open while the daemon is held up would take messages from the other side.
    environment.put("SQSD_LONG_POLL", "0");
    ProcessBuilder command = Jvm.of(Stage.HEAP, Main.class, environment, List.of("sqsd"));
    return PausableProcess.start(
        command
            .redirectErrorStream(true)
            .redirectOutput(stage.folder().resolve("sqsd.log").toFile()));
  }

  private Side ours(
      ServerProcess sqs, ServerProcess worker, PausableProcess daemon, JobQueue queue) {
    Map<String, ProcessHandle> processes = new LinkedHashMap<>();
    processes.put("worker", worker.process());
    processes.put("daemon", daemon.process());
    processes.put("PostgreSQL", stage.postgres());
    processes.put("SQS", sqs.process());
    return new Side(
        "from SQS to a row",
        new ToRows(stage.database(), queue, daemon, plan.messages()),
        processes,
        daemon.process());
  }

  private Side limit(ServerProcess sqs, JobQueue queue, LoadProcess drain) {
    Map<String, ProcessHandle> processes = new LinkedHashMap<>();
    processes.put("client", drain.process());
    processes.put("SQS", sqs.process());
    return new Side(
        "receive and delete",
        new ToNothing(queue, drain, plan.messages()),
        processes,
        drain.process());
  }
}
