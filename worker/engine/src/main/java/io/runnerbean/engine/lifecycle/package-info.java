/**
 * Parts that start and stop: closing them in order, tasks that repeat, health.
 *
 * <p>Entry points: {@link io.runnerbean.engine.lifecycle.Closer}, {@link
 * io.runnerbean.engine.lifecycle.PeriodicTask}. May use: no other package of the engine. Threads:
 * one for each periodic task. Transactions: none.
 */
@NullMarked
package io.runnerbean.engine.lifecycle;

import org.jspecify.annotations.NullMarked;
