/**
 * Violations in a message, worded so that its sender can correct them, and strict reading of JSON.
 *
 * <p>Entry point: {@link io.runnerbean.engine.validation.InvalidMessageException}. May use: no
 * other package of the engine. Threads and transactions: none.
 */
@NullMarked
package io.runnerbean.engine.validation;

import org.jspecify.annotations.NullMarked;
