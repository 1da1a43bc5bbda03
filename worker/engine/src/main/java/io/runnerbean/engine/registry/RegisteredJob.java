package io.runnerbean.engine.registry;

import io.runnerbean.engine.validation.InvalidMessageException;
import io.runnerbean.job.Job;
import io.runnerbean.job.JobContext;
import io.runnerbean.job.JobDefinition;
import io.runnerbean.job.JobResult;
import io.runnerbean.job.JobType;
import io.runnerbean.job.Limits;
import io.runnerbean.job.LongRunningContext;
import io.runnerbean.job.LongRunningJob;
import io.runnerbean.job.RetryPolicy;
import io.runnerbean.job.Unique;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A job and its settings. They are read once, when the job is registered, and hold for all its
 * runs.
 */
public final class RegisteredJob<P extends Record> {

  private final JobDefinition<P> job;
  private final PayloadBinder binder;
  private final JobType<P> type;
  private final Limits limits;
  private final @Nullable Unique<P> unique;
  private final RetryPolicy retries;
  private final Duration timeout;
  private final int runsPerTransaction;
  private final boolean hasExternalEffects;
  private final Logger log;

  RegisteredJob(JobDefinition<P> job, PayloadBinder binder) {
    this.job = job;
    this.binder = binder;
    this.type = job.type();
    this.limits = job.limits();
    this.unique = job.unique().orElse(null);
    this.retries = SafeBackoff.in(job.retries(), type.name());
    this.timeout = job.timeout();
    this.runsPerTransaction = job instanceof Job<P> direct ? direct.runsPerTransaction() : 1;
    this.hasExternalEffects = job instanceof Job<P> direct && direct.hasExternalEffects();
    this.log = LoggerFactory.getLogger(job.getClass());
  }

  public JobType<P> type() {
    return type;
  }

  public Limits limits() {
    return limits;
  }

  public RetryPolicy retries() {
    return retries;
  }

  public Duration timeout() {
    return timeout;
  }

  /** How many of its runs may share a transaction. */
  public int runsPerTransaction() {
    return runsPerTransaction;
  }

  /** Whether each delivery first asks whether another delivery of the message runs or is done. */
  public boolean hasExternalEffects() {
    return hasExternalEffects;
  }

  public boolean isLongRunning() {
    return job instanceof LongRunningJob;
  }

  /** Whether every run of it is a queued run. */
  public boolean isAlwaysQueued() {
    return isLongRunning() || !limits.isNone() || unique != null;
  }

  /** Whether the unique key of a run is free as soon as its first attempt begins. */
  public boolean isUniqueWhileQueued() {
    return unique != null && unique.during() == Unique.During.QUEUED;
  }

  /** The log of the job's class. */
  public Logger log() {
    return log;
  }

  /**
   * Checks that a payload is valid.
   *
   * @throws InvalidMessageException naming each invalid field
   */
  public void check(ObjectNode payload) {
    P _ = binder.bind(type, payload);
  }

  /**
   * The unique key of a payload's run; empty if the job type has no such rule.
   *
   * @throws InvalidMessageException if the payload is invalid, or no key can be made of it
   */
  public Optional<UniqueKey> uniqueKey(ObjectNode payload) {
    return unique == null
        ? Optional.empty()
        : Optional.of(UniqueKey.of(binder.bind(type, payload), unique));
  }

  /**
   * Binds the payload and runs the job.
   *
   * @throws IllegalStateException if it is a long-running job
   * @throws Exception what the job throws, or {@link InvalidMessageException} if the payload is
   *     invalid
   */
  public JobResult run(ObjectNode payload, JobContext context) throws Exception {
    if (!(job instanceof Job<P> direct)) {
      throw new IllegalStateException(type.name() + " is a long-running job");
    }
    return required(direct.run(binder.bind(type, payload), context));
  }

  /**
   * Binds the payload and runs the long-running job.
   *
   * @throws IllegalStateException if it is not a long-running job
   * @throws Exception what the job throws, or {@link InvalidMessageException} if the payload is
   *     invalid
   */
  public JobResult run(ObjectNode payload, LongRunningContext context) throws Exception {
    if (!(job instanceof LongRunningJob<P> longRunning)) {
      throw new IllegalStateException(type.name() + " is not a long-running job");
    }
    return required(longRunning.run(binder.bind(type, payload), context));
  }

  JobDefinition<P> definition() {
    return job;
  }

  String className() {
    return job.getClass().getName();
  }

  private static JobResult required(@Nullable JobResult result) {
    return Objects.requireNonNull(result, "the job returned no result");
  }
}
