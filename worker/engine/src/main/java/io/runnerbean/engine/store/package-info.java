/**
 * SQL: one class per table of the schema {@code runnerbean}, and the values that these tables hold.
 *
 * <p>Entry points: {@link io.runnerbean.engine.store.Runs}, {@link
 * io.runnerbean.engine.store.ClaimedRuns}, {@link io.runnerbean.engine.store.JobQueue}, {@link
 * io.runnerbean.engine.store.JobClaims}. May use: {@code io.runnerbean.job}, config. Threads: none.
 * Transactions: each method works on the caller's connection and is part of the caller's
 * transaction; those that commit say so in their name.
 */
@NullMarked
package io.runnerbean.engine.store;

import org.jspecify.annotations.NullMarked;
