package io.runnerbean.cli;

import io.runnerbean.config.SettingsReader;
import io.runnerbean.engine.Worker;
import io.runnerbean.engine.WorkerConfig;
import io.runnerbean.jobs.Jobs;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The worker with the shipped jobs, configured by the environment. */
final class WorkerProcess {

  private WorkerProcess() {}

  /**
   * Runs the worker until SIGTERM or Ctrl-C.
   *
   * @param polled the value of {@code RUNNERBEAN_POLL}; null: that of the environment
   * @throws RuntimeException if the worker cannot start; the message says why
   */
  static void runUntilStopped(@Nullable String polled) throws InterruptedException {
    try (ShutdownHook hook = ShutdownHook.install()) {
      Map<String, String> environment = new HashMap<>(System.getenv());
      if (polled != null) {
        environment.put("RUNNERBEAN_POLL", polled);
      }
      SettingsReader settings = new SettingsReader(environment);
      WorkerConfig config = WorkerConfig.from(settings);
      Logging.check(settings);
      settings.check();
      Worker worker = hook.add(Worker.start(config, Jobs.catalog(), Clock.systemUTC()));
      System.out.println("Listening on port " + worker.port());
      hook.await();
    }
  }
}
