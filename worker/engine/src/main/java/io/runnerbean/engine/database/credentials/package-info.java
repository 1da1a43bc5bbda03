/**
 * The credentials that connections are opened with: a password, a secret of Secrets Manager, or an
 * IAM token.
 *
 * <p>Entry point: {@link io.runnerbean.engine.database.credentials.Authentication}. May use:
 * config. Threads: those that open connections. Transactions: none.
 */
@NullMarked
package io.runnerbean.engine.database.credentials;

import org.jspecify.annotations.NullMarked;
