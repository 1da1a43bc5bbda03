package io.runnerbean.bench;

import io.runnerbean.cli.ShutdownHook;
import io.runnerbean.engine.Worker;
import io.runnerbean.engine.WorkerConfig;
import io.runnerbean.job.JobCatalog;
import io.runnerbean.job.JobDefinition;
import io.runnerbean.jobs.Jobs;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The worker as it ships, with jobs that only a benchmark needs. */
final class WorkerWithMoreJobs {

  private WorkerWithMoreJobs() {}

  /** Runs a worker until SIGTERM, with the settings of the environment. */
  static void run(List<JobDefinition<?>> more) throws InterruptedException {
    try (ShutdownHook running = ShutdownHook.install()) {
      JobCatalog shipped = Jobs.catalog();
      List<JobDefinition<?>> jobs = new ArrayList<>(shipped.jobs());
      jobs.addAll(more);
      JobCatalog catalog = new JobCatalog(jobs, shipped.entities(), shipped.migrations());
      Worker worker =
          running.add(Worker.start(WorkerConfig.from(System.getenv()), catalog, Clock.systemUTC()));
      System.out.println("Listening on port " + worker.port());
      running.await();
    }
  }
}
