/**
 * Proof by faults: real workers, daemons and servers are killed and cut off while jobs run, and an
 * audit counts what was lost or done twice.
 */
@NullMarked
package io.runnerbean.chaos;

import org.jspecify.annotations.NullMarked;
