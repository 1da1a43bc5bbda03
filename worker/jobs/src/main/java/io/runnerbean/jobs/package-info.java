/** The jobs this worker runs. Yours go here; {@link io.runnerbean.jobs.Jobs} lists them. */
@NullMarked
package io.runnerbean.jobs;

import org.jspecify.annotations.NullMarked;
