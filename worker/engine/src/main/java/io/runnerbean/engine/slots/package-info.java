/**
 * How many jobs run at once, and which of those that wait is next.
 *
 * <p>Entry point: {@link io.runnerbean.engine.slots.SharedExecutionSlots}. May use: nothing of
 * ours. Threads: none; callers wait here. Transactions: none.
 */
@NullMarked
package io.runnerbean.engine.slots;

import org.jspecify.annotations.NullMarked;
