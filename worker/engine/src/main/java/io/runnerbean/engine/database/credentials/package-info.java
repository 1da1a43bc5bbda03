/**
 * What a connection is opened with: a password, a secret of Secrets Manager, or a token of IAM.
 *
 * <p>Entry point: {@link io.runnerbean.engine.database.credentials.Authentication}. May use:
 * config. Threads: those of whoever opens a connection. Transactions: none.
 */
@NullMarked
package io.runnerbean.engine.database.credentials;

import org.jspecify.annotations.NullMarked;
