package io.runnerbean.engine.dispatch;

import io.runnerbean.engine.database.UnitOfWork;
import io.runnerbean.job.JobContext;
import java.time.Instant;
import org.hibernate.Session;

/** One attempt at a run, as the job sees it. */
record Run(Attempt current, UnitOfWork unit, Instant startedAt)
    implements JobContext, AttemptContext {

  @Override
  public Session session() {
    return unit.jobSession();
  }
}
