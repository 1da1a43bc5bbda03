/** The kinds of faults, and the plan of a run. */
@NullMarked
package io.runnerbean.chaos.fault;

import org.jspecify.annotations.NullMarked;
