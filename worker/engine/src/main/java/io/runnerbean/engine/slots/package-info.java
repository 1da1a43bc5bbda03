/**
 * Limits how many jobs run at once, and decides which of those that wait is next.
 *
 * <p>Entry points: {@link io.runnerbean.engine.slots.SharedExecutionSlots}, {@link
 * io.runnerbean.engine.slots.JobThreads}. May use: lifecycle. Threads: those that run the jobs of
 * deliveries. Transactions: none.
 */
@NullMarked
package io.runnerbean.engine.slots;

import org.jspecify.annotations.NullMarked;
