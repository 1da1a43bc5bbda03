/**
 * What an operator can read and change: runs, dead letters, paused types, personal data. The
 * command line uses nothing deeper of the engine.
 *
 * <p>Entry point: {@link io.runnerbean.engine.admin.Administration}. May use: store, database.
 * Threads: the caller's. Transactions: each method begins and ends one of its own, with a statement
 * timeout.
 */
@NullMarked
package io.runnerbean.engine.admin;

import org.jspecify.annotations.NullMarked;
