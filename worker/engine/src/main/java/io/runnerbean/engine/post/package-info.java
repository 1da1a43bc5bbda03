/**
 * {@code POST /job/post}: checks a job as the worker that runs it would, then puts it into the
 * queue.
 */
@NullMarked
package io.runnerbean.engine.post;

import org.jspecify.annotations.NullMarked;
