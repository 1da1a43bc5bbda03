package io.runnerbean.engine.dispatch;

import io.runnerbean.engine.database.UnitOfWork.Canceller;
import io.runnerbean.engine.registry.BoundJob;
import io.runnerbean.job.JobResult;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The jobs that run in this worker now. */
public final class RunningJobs {

  private final Map<Thread, Canceller> running = new ConcurrentHashMap<>();

  JobResult run(Run run, BoundJob job) throws Exception {
    running.put(Thread.currentThread(), run.unit().canceller());
    try {
      return job.run(run);
    } finally {
      running.remove(Thread.currentThread());
    }
  }

  /**
   * Makes every running job give up, also one that waits for PostgreSQL, which no interrupt
   * reaches. It is rolled back, and its message delivered again. No job may begin any more.
   */
  public void interrupt() {
    running.forEach((thread, statement) -> {
      thread.interrupt();
      statement.cancel();
    });
  }
}
