package io.runnerbean.engine.execution;

import io.runnerbean.engine.database.UnitOfWork;
import io.runnerbean.job.JobContext;
import java.time.Duration;
import java.time.Instant;
import org.hibernate.Session;
import org.slf4j.Logger;

/** One attempt at a run, as a job sees it. */
record JobRunContext(
    Attempt current, Duration timeout, Logger jobLog, UnitOfWork work, Instant startedAt)
    implements JobContext, AttemptContext {

  @Override
  public Session session() {
    return work.jobSession();
  }
}
