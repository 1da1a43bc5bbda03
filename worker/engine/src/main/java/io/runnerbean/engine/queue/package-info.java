/** Sending messages to SQS. */
@NullMarked
package io.runnerbean.engine.queue;

import org.jspecify.annotations.NullMarked;
