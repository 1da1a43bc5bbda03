package io.runnerbean.chaos.job;

import io.runnerbean.job.RetryPolicy;
import java.time.Duration;

/** The retry policies of the jobs. The delays are short, because a chaos run lasts only minutes. */
final class RetryPolicies {

  private static final RetryPolicy SOON = RetryPolicy.fixed(Duration.ofSeconds(1));

  /** For work that must succeed, however often its worker is killed. */
  static final RetryPolicy ENDLESS = SOON.maxAttempts(10_000);

  /** For work that must become a dead letter. */
  static final RetryPolicy SHORT = SOON.maxAttempts(3);

  private RetryPolicies() {}
}
