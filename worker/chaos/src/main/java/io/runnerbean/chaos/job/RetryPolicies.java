package io.runnerbean.chaos.job;

import io.runnerbean.job.RetryPolicy;
import java.time.Duration;

/** How the jobs are tried again: soon, because the run is short. */
final class RetryPolicies {

  private static final RetryPolicy SOON = RetryPolicy.fixed(Duration.ofSeconds(1));

  /** For work that must be done in the end, however often its worker is killed. */
  static final RetryPolicy ENDLESS = SOON.maxAttempts(10_000);

  /** For work that must fail in the end. */
  static final RetryPolicy SHORT = SOON.maxAttempts(3);

  private RetryPolicies() {}
}
