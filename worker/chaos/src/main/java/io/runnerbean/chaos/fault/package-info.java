/**
 * The kinds of faults, and the plan of a run.
 *
 * <p>Entry point: {@link io.runnerbean.chaos.fault.FaultPlan}. May use: nothing. Threads: none.
 */
@NullMarked
package io.runnerbean.chaos.fault;

import org.jspecify.annotations.NullMarked;
