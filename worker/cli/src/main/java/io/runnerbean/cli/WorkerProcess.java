package io.runnerbean.cli;

import io.runnerbean.engine.Worker;
import io.runnerbean.engine.WorkerConfig;
import io.runnerbean.jobs.Jobs;
import java.time.Clock;

/** The worker with the jobs that ship, as the environment says. */
final class WorkerProcess {

  private WorkerProcess() {}

  /**
   * Serves until the process is told to stop.
   *
   * @throws RuntimeException whose message says what to change
   */
  static void runUntilStopped() throws InterruptedException {
    try (ShutdownHook running = ShutdownHook.install()) {
      Worker worker =
          running.add(
              Worker.start(WorkerConfig.from(System.getenv()), Jobs.catalog(), Clock.systemUTC()));
      System.out.println("Listening on port " + worker.port());
      running.await();
    }
  }
}
