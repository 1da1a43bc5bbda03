/**
 * What is wrong with a message, in words that let its sender correct it, and how strictly JSON is
 * read.
 *
 * <p>Entry point: {@link io.runnerbean.engine.validation.InvalidMessageException}. May use: nothing
 * of ours. Threads and transactions: none.
 */
@NullMarked
package io.runnerbean.engine.validation;

import org.jspecify.annotations.NullMarked;
