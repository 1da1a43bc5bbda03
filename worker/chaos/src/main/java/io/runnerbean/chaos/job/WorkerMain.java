package io.runnerbean.chaos.job;

import io.runnerbean.cli.ShutdownHook;
import io.runnerbean.engine.Worker;
import io.runnerbean.engine.WorkerConfig;
import io.runnerbean.job.JobCatalog;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/**
 * A worker with the jobs of this package and a wrong clock. Its arguments: the error of the clock
 * in seconds, and the file of the work log.
 */
public final class WorkerMain {

  private WorkerMain() {}

  public static void main(String[] args) throws InterruptedException {
    Clock clock = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(Long.parseLong(args[0])));
    try (ShutdownHook running = ShutdownHook.install()) {
      WorkerConfig config = WorkerConfig.from(System.getenv());
      Worker worker =
          running.add(Worker.start(config, catalog(new WorkLog(Path.of(args[1]))), clock));
      System.out.println("Listening on port " + worker.port());
      running.await();
    }
  }

  private static JobCatalog catalog(WorkLog workLog) {
    return JobCatalog.of(
            ShortJob.direct(workLog),
            ShortJob.flaky(workLog),
            ShortJob.ordered(workLog),
            ShortJob.misleading(workLog),
            ShortJob.failing(workLog),
            ShortJob.cancelled(workLog),
            new SharedJob("Shared", true, workLog),
            new SharedJob("Together", false, workLog),
            new LongJob(workLog),
            new TickJob(workLog))
        .migrations("classpath:io/runnerbean/chaos/migration");
  }
}
