/**
 * Runs what is queued and due, on leases.
 *
 * <p>Entry point: {@link io.runnerbean.engine.consumer.QueueConsumer}. May use: execution, store,
 * database, registry, slots. Threads: for each pool one that claims and one for each slot; one each
 * that renews leases and that takes over expired ones. Transactions: short ones of its own, on
 * connections that no job ever holds; execution begins and ends those of attempts.
 */
@NullMarked
package io.runnerbean.engine.consumer;

import org.jspecify.annotations.NullMarked;
