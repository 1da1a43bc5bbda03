/** The jobs, and the process of a worker that runs them. */
@NullMarked
package io.runnerbean.chaos.job;

import org.jspecify.annotations.NullMarked;
