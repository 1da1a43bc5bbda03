/**
 * The job types, how a message names one, and how its payload is bound.
 *
 * <p>Entry point: {@link io.runnerbean.engine.registry.JobRegistry}. May use: {@code
 * io.runnerbean.job}, validation. Threads and transactions: none.
 */
@NullMarked
package io.runnerbean.engine.registry;

import org.jspecify.annotations.NullMarked;
