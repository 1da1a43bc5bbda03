package io.runnerbean.job;

import org.hibernate.Session;

/** What a run knows about itself, and the transaction that it is. */
public interface JobContext extends RunContext {

  /**
   * The session of this run's transaction. The engine begins, flushes, commits and closes it; a job
   * that ends the transaction itself fails.
   */
  Session session();
}
