/**
 * Sends messages to SQS: jobs, and copies of dead letters.
 *
 * <p>Entry points: {@link io.runnerbean.engine.sqs.JobSender}, {@link
 * io.runnerbean.engine.sqs.DeadLetterForwarder}. May use: store, database, registry, validation,
 * config, lifecycle. Threads: one that forwards dead letters. Transactions: short ones of its own;
 * none is open while SQS is called.
 */
@NullMarked
package io.runnerbean.engine.sqs;

import org.jspecify.annotations.NullMarked;
