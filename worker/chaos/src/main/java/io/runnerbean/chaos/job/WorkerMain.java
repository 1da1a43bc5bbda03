package io.runnerbean.chaos.job;

import io.runnerbean.cli.ShutdownHook;
import io.runnerbean.engine.Worker;
import io.runnerbean.engine.WorkerConfig;
import io.runnerbean.job.JobCatalog;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/**
 * The worker as it ships, but with these jobs and a clock that is wrong: {@code OFFSET-SECONDS
 * DIARY}.
 */
public final class WorkerMain {

  private WorkerMain() {}

  public static void main(String[] args) throws InterruptedException {
    Clock clock = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(Long.parseLong(args[0])));
    try (ShutdownHook running = ShutdownHook.install()) {
      WorkerConfig config = WorkerConfig.from(System.getenv());
      Worker worker =
          running.add(Worker.start(config, catalog(new Diary(Path.of(args[1]))), clock));
      System.out.println("Listening on port " + worker.port());
      running.await();
    }
  }

  private static JobCatalog catalog(Diary diary) {
    return JobCatalog.of(
            ShortJob.direct(diary),
            ShortJob.flaky(diary),
            ShortJob.failing(diary),
            ShortJob.cancelled(diary),
            new SharedJob(diary),
            new LongJob(diary),
            new TickJob(diary))
        .migrations("classpath:io/runnerbean/chaos/migration");
  }
}
