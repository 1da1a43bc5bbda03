package io.runnerbean.cli;

import io.runnerbean.config.SettingsReader;
import io.runnerbean.engine.Worker;
import io.runnerbean.engine.WorkerConfig;
import io.runnerbean.jobs.Jobs;
import java.time.Clock;

/** The worker with the shipped jobs, configured by the environment. */
final class WorkerProcess {

  private WorkerProcess() {}

  /**
   * Runs the worker until SIGTERM or Ctrl-C.
   *
   * @throws RuntimeException if the worker cannot start; the message says why
   */
  static void runUntilStopped() throws InterruptedException {
    try (ShutdownHook hook = ShutdownHook.install()) {
      SettingsReader settings = new SettingsReader(System.getenv());
      WorkerConfig config = WorkerConfig.from(settings);
      Logging.check(settings);
      settings.check();
      Worker worker = hook.add(Worker.start(config, Jobs.catalog(), Clock.systemUTC()));
      System.out.println("Listening on port " + worker.port());
      hook.await();
    }
  }
}
