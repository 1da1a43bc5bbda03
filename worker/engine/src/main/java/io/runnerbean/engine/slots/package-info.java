/**
 * Limits how many jobs run at once, and decides which of those that wait is next.
 *
 * <p>Entry point: {@link io.runnerbean.engine.slots.SharedExecutionSlots}. May use: no other
 * package of the engine. Threads: none; callers wait here. Transactions: none.
 */
@NullMarked
package io.runnerbean.engine.slots;

import org.jspecify.annotations.NullMarked;
