package io.runnerbean.job;

import java.time.Duration;

/**
 * A job that takes minutes or hours. Its run is queued at once, so the daemon does not wait for it,
 * and runs on a lease that its worker renews. It holds a connection only during the transactions
 * that it asks for. Each of them is committed only while its worker has the lease.
 *
 * <p>After an attempt has failed, or its worker was lost, the next one starts from the beginning.
 * {@link LongRunningContext#checkpoint} keeps a step from being repeated. One instance serves all
 * messages of its type, on several threads at once, so it must not keep state of its own.
 *
 * @param <P> the payload
 */
public non-sealed interface LongRunningJob<P extends Record> extends JobDefinition<P> {

  /**
   * Does the work. A worker that stops interrupts it and hands the run back; the attempt is not
   * counted.
   *
   * @throws Exception any: the run is retried as {@link #retries()} says; what its transactions
   *     committed stays
   */
  JobResult run(P payload, LongRunningContext context) throws Exception;

  /** By default 24 hours. */
  @Override
  default Duration timeout() {
    return Duration.ofDays(1);
  }
}
