package io.runnerbean.engine.registry;

import io.runnerbean.job.Job;
import io.runnerbean.job.JobType;
import io.runnerbean.job.RetryPolicy;
import java.time.Duration;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/** A job and the way to its payload. */
public record RegisteredJob<P extends Record>(Job<P> job, PayloadBinder binder) {

  public JobType<P> type() {
    return job.type();
  }

  /**
   * The job, ready to run on this payload.
   *
   * @throws io.runnerbean.engine.refusal.RefusedException naming each field that does not fit
   */
  public BoundJob bind(ObjectNode payload) {
    P bound = binder.bind(type(), payload);
    return context -> Objects.requireNonNull(job.run(bound, context), "the job returned no result");
  }

  public RetryPolicy retries() {
    return job.retries();
  }

  public Duration timeout() {
    return job.timeout();
  }

  /** The log of the job's class. */
  public Logger log() {
    return LoggerFactory.getLogger(job.getClass());
  }

  String className() {
    return job.getClass().getName();
  }
}
