/**
 * Signatures of requests: the daemon makes them, and the worker checks them.
 *
 * <p>Entry point: {@link io.runnerbean.config.signing.SignedRequest}. It uses nothing else of
 * Runnerbean but settings, and has no threads.
 */
@NullMarked
package io.runnerbean.config.signing;

import org.jspecify.annotations.NullMarked;
