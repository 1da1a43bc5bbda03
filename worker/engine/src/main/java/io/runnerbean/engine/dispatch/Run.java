package io.runnerbean.engine.dispatch;

import io.runnerbean.job.JobContext;
import java.time.Instant;
import org.hibernate.Session;

/** One attempt at a run, as the job sees it. */
record Run(Attempt current, Session session, Instant startedAt)
    implements JobContext, AttemptContext {}
