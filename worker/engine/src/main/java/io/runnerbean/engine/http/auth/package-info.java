/**
 * Checks of callers: bearer tokens, and a limit on failed requests.
 *
 * <p>Entry point: {@link io.runnerbean.engine.http.auth.AccessConfig}. May use: config. Threads and
 * transactions: none.
 */
@NullMarked
package io.runnerbean.engine.http.auth;

import org.jspecify.annotations.NullMarked;
