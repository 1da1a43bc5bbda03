package io.runnerbean.bench;

import io.runnerbean.cli.ShutdownHook;
import io.runnerbean.engine.Worker;
import io.runnerbean.engine.WorkerConfig;
import io.runnerbean.job.Job;
import io.runnerbean.job.JobCatalog;
import io.runnerbean.job.JobContext;
import io.runnerbean.job.JobDefinition;
import io.runnerbean.job.JobResult;
import io.runnerbean.job.JobType;
import io.runnerbean.jobs.InsertJob;
import io.runnerbean.jobs.JobServerData;
import io.runnerbean.jobs.Jobs;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The worker as it ships, with two more jobs. */
public final class RivalJobsMain {

  /** InsertJob with a transaction for each run. */
  static final String INSERT_ALONE = "InsertAlone";

  /** InsertJob after a wait for another service. */
  static final String WAIT = "WaitJob";

  private static final int WAIT_MILLIS = 100;

  private RivalJobsMain() {}

  public static void main(String[] args) throws InterruptedException {
    try (ShutdownHook running = ShutdownHook.install()) {
      JobCatalog shipped = Jobs.catalog();
      List<JobDefinition<?>> jobs = new ArrayList<>(shipped.jobs());
      jobs.add(new Insert(INSERT_ALONE, 0));
      jobs.add(new Insert(WAIT, WAIT_MILLIS));
      JobCatalog catalog = new JobCatalog(jobs, shipped.entities(), shipped.migrations());
      Worker worker =
          running.add(Worker.start(WorkerConfig.from(System.getenv()), catalog, Clock.systemUTC()));
      System.out.println("Listening on port " + worker.port());
      running.await();
    }
  }

  /** Inserts the row of InsertJob. */
  private record Insert(String name, int waitMillis) implements Job<InsertJob.Payload> {

    @Override
    public JobType<InsertJob.Payload> type() {
      return JobType.of(name, InsertJob.Payload.class);
    }

    @Override
    public JobResult run(InsertJob.Payload payload, JobContext context)
        throws InterruptedException {
      if (waitMillis > 0) {
        Thread.sleep(waitMillis); // another service answers after this time
      }
      context.session().persist(new JobServerData(payload.data()));
      return JobResult.succeeded();
    }
  }
}
