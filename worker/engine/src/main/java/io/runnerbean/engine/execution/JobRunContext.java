package io.runnerbean.engine.execution;

import io.runnerbean.job.JobContext;
import java.time.Duration;
import java.time.Instant;
import org.hibernate.Session;
import org.slf4j.Logger;

/** One attempt at a run, as a job sees it. */
record JobRunContext(
    Attempt current, Duration timeout, Logger jobLog, Session session, Instant startedAt)
    implements JobContext, AttemptContext {}
