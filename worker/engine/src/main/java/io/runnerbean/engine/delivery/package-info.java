/**
 * What a message becomes: a run that runs at once, a queued run, a dead letter, or nothing.
 *
 * <p>Entry point: {@link io.runnerbean.engine.delivery.DeliveryHandler#handle}. May use: execution,
 * store, database, registry, slots, validation, lifecycle. Threads: those of slots. Transactions:
 * those that queue a run; execution begins and ends all others.
 */
@NullMarked
package io.runnerbean.engine.delivery;

import org.jspecify.annotations.NullMarked;
