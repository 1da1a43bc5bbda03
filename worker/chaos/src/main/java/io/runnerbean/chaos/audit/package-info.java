/** Counts what was committed, lost, done twice or stuck, and records it. */
@NullMarked
package io.runnerbean.chaos.audit;

import org.jspecify.annotations.NullMarked;
