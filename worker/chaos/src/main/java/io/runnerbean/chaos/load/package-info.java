/** Sends jobs, and cancels and pauses them as operators do. */
@NullMarked
package io.runnerbean.chaos.load;

import org.jspecify.annotations.NullMarked;
