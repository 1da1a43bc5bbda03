package io.runnerbean.job;

import java.time.Duration;

/**
 * Work of hours. Its message is taken into custody at once, so that nobody waits for it, and it
 * runs on a lease that its worker renews. It holds no connection but in the transactions that it
 * asks for; each of them is committed only as long as the lease is its worker's.
 *
 * <p>An attempt that fails, or whose worker is lost, begins anew. {@link
 * LongRunningContext#checkpoint} makes a step not repeat. One instance serves all messages of its
 * type, on several threads at once, so it keeps no state of its own.
 *
 * @param <P> the payload
 */
public non-sealed interface LongRunningJob<P extends Record> extends JobDefinition<P> {

  /**
   * Does the work. A worker that stops interrupts it, and hands the run to another; the attempt is
   * not counted.
   *
   * @throws Exception any: the run is tried again as {@link #retries()} says; what its transactions
   *     committed stays
   */
  JobResult run(P payload, LongRunningContext context) throws Exception;

  /** By default a day. */
  @Override
  default Duration timeout() {
    return Duration.ofDays(1);
  }
}
