/**
 * Takes messages from SQS in the worker itself, as the daemon does for {@code POST /job/run}: each
 * is handed to the delivery handler, and deleted when its outcome is committed.
 *
 * <p>Entry point: {@link io.runnerbean.engine.poll.Polling}. May use: delivery, sqs, execution,
 * slots, validation, lifecycle. Threads: for each queue four that receive, four that delete, and
 * one that extends visibility timeouts; one that checks readiness. They are platform threads,
 * because the calls of the AWS SDK cost a fifth more CPU on virtual ones. Transactions: none.
 */
@NullMarked
package io.runnerbean.engine.poll;

import org.jspecify.annotations.NullMarked;
