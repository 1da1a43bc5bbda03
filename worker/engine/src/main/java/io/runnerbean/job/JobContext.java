package io.runnerbean.job;

import org.hibernate.Session;

/** What a job can ask about its run, and the transaction of the run. */
public interface JobContext extends RunContext {

  /**
   * The session of this run's transaction. The engine begins, flushes, commits and closes it; a job
   * that ends the transaction itself has failed.
   */
  Session session();
}
