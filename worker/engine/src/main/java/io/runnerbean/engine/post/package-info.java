/**
 * {@code POST /job/post}: checks jobs as the worker that runs them would, then sends them to SQS.
 *
 * <p>Entry points: {@link io.runnerbean.engine.post.PostDecoder}, {@link
 * io.runnerbean.engine.post.JobPoster}. May use: delivery, sqs, registry, store, validation.
 * Threads: the caller's. Transactions: none.
 */
@NullMarked
package io.runnerbean.engine.post;

import org.jspecify.annotations.NullMarked;
