/**
 * Recorded figures, and whether they are still valid.
 *
 * <p>Entry point: {@link io.runnerbean.bench.recorded.ResultsReport}. May use: the types of the
 * package above. Threads: the caller's.
 */
@NullMarked
package io.runnerbean.bench.recorded;

import org.jspecify.annotations.NullMarked;
