package io.runnerbean.engine.registry;

import io.runnerbean.job.Backoff;
import io.runnerbean.job.RetryPolicy;
import java.time.Duration;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The backoff of a job. If it throws or returns null, the default backoff applies. */
record SafeBackoff(Backoff own, String jobType) implements Backoff {

  private static final Logger LOG = LoggerFactory.getLogger(SafeBackoff.class);

  static RetryPolicy in(RetryPolicy policy, String jobType) {
    return new RetryPolicy(
        new SafeBackoff(policy.backoff(), jobType),
        policy.maxAttempts(),
        policy.maxAge(),
        policy.never());
  }

  @Override
  public Duration after(int failed) {
    try {
      return Objects.requireNonNull(own.after(failed), "the backoff returned null");
    } catch (RuntimeException e) {
      LOG.warn("the backoff of {} failed; the default backoff applies", jobType, e);
      return RetryPolicy.exponential().backoff().after(failed);
    }
  }
}
