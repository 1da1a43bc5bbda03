/** The jobs that run meanwhile, in the workers' processes. */
@NullMarked
package io.runnerbean.chaos.job;

import org.jspecify.annotations.NullMarked;
