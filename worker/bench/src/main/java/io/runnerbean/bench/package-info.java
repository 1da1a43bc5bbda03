/**
 * Benchmarks: each a ratio of us to a limit that is measured in the same run, on the same machine.
 */
@NullMarked
package io.runnerbean.bench;

import org.jspecify.annotations.NullMarked;
