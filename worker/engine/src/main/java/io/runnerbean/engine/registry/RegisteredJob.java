package io.runnerbean.engine.registry;

import io.runnerbean.job.Job;
import io.runnerbean.job.JobDefinition;
import io.runnerbean.job.JobResult;
import io.runnerbean.job.JobType;
import io.runnerbean.job.Limits;
import io.runnerbean.job.LongRunningJob;
import io.runnerbean.job.RetryPolicy;
import io.runnerbean.job.Unique;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A job and the way to its payload.
 *
 * @param limits the job's, asked for once: they hold for all its runs
 * @param unique likewise
 */
public record RegisteredJob<P extends Record>(
    JobDefinition<P> job, PayloadBinder binder, Limits limits, Optional<Unique<P>> unique) {

  RegisteredJob(JobDefinition<P> job, PayloadBinder binder) {
    this(job, binder, job.limits(), job.unique());
  }

  public JobType<P> type() {
    return job.type();
  }

  /**
   * The job, ready to run on this payload.
   *
   * @throws io.runnerbean.engine.refusal.RefusedException naming each field that does not fit
   */
  public Bound bind(ObjectNode payload) {
    P bound = binder.bind(type(), payload);
    return on(() -> bound);
  }

  /** The same, but that the payload does not fit is found when it runs. */
  public Bound bindLate(Supplier<ObjectNode> payload) {
    return on(() -> binder.bind(type(), payload.get()));
  }

  /** Whether every run of it must be in custody before it begins. */
  public boolean isRunFromCustody() {
    return isLongRunning() || !limits.isNone() || unique.isPresent();
  }

  /**
   * What makes this payload's run the same work as others; empty: nothing does.
   *
   * @throws io.runnerbean.engine.refusal.RefusedException if the payload does not fit
   */
  public Optional<UniqueKey> uniqueKey(ObjectNode payload) {
    return unique.map(rule -> UniqueKey.of(binder.bind(type(), payload), rule));
  }

  /** How many of its runs may share a transaction. */
  int runsPerTransaction() {
    return switch (job) {
      case Job<P> direct -> direct.runsPerTransaction();
      case LongRunningJob<P> _ -> 1;
    };
  }

  boolean isUniqueUntilBegun() {
    return unique.filter(rule -> rule.during() == Unique.During.QUEUED).isPresent();
  }

  /** Whether runs of it wait for each other. */
  public boolean limitsConcurrency() {
    return limits.hasConcurrency();
  }

  boolean isLongRunning() {
    return job instanceof LongRunningJob;
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

  private Bound on(Supplier<P> payload) {
    return switch (job) {
      case Job<P> direct -> (BoundJob) context -> required(direct.run(payload.get(), context));
      case LongRunningJob<P> longRunning ->
          (BoundLongRunningJob) context -> required(longRunning.run(payload.get(), context));
    };
  }

  private static JobResult required(@Nullable JobResult result) {
    return Objects.requireNonNull(result, "the job returned no result");
  }
}
