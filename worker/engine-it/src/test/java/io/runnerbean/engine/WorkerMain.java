package io.runnerbean.engine;

import io.runnerbean.job.JobCatalog;
import io.runnerbean.job.JobDefinition;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A worker in its own process, which a test may kill. */
final class WorkerMain {

  private WorkerMain() {}

  public static void main(String[] args) throws Exception {
    Worker worker = Worker.start(WorkerConfig.from(System.getenv()), catalog(), Clock.systemUTC());
    Runtime.getRuntime().addShutdownHook(new Thread(worker::close));
    System.out.println("Listening on port " + worker.port());
    new CountDownLatch(1).await();
  }

  private static JobCatalog catalog() {
    JobCatalog flaky = FlakyJobs.catalog(new FlakyJobs.Flaky("Pausing", FlakyJobs.soon()));
    List<JobDefinition<?>> jobs = new ArrayList<>(flaky.jobs());
    jobs.add(new LongJobs.Steps("Steps"));
    jobs.add(new PickyJob());
    return new JobCatalog(jobs, flaky.entities(), flaky.migrations());
  }
}
