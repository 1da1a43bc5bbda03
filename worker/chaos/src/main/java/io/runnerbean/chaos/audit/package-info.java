/**
 * Counts what was committed, lost, done twice or stuck, and records it.
 *
 * <p>Entry point: {@link io.runnerbean.chaos.audit.Audit}. May use: chaos.job, chaos.load. Threads:
 * none.
 */
@NullMarked
package io.runnerbean.chaos.audit;

import org.jspecify.annotations.NullMarked;
