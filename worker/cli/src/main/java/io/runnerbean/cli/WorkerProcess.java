package io.runnerbean.cli;

import io.runnerbean.engine.Worker;
import io.runnerbean.engine.WorkerConfig;
import io.runnerbean.jobs.Jobs;
import java.time.Clock;

/** The worker with the shipped jobs, configured by the environment. */
final class WorkerProcess {

  private WorkerProcess() {}

  /**
   * Runs the worker until the process is asked to stop.
   *
   * @throws RuntimeException if the worker cannot start; the message says what to change
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
