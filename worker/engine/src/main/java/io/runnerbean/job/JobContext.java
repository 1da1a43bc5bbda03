package io.runnerbean.job;

import org.hibernate.Session;

/** What a job can ask about its run, and the transaction of the run. */
public interface JobContext extends RunContext {

  /**
   * The session of this run's transaction. The engine begins, flushes, commits and closes it; a job
   * that ends the transaction itself has failed.
   *
   * <p>The first call must be made on the thread of the job. It takes a connection of the pool,
   * which the run keeps until it ends. So a job should call other services before that: it then
   * keeps no connection from others while it waits.
   */
  Session session();
}
