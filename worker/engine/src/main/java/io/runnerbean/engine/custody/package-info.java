/** Runs what is in custody: claims it when it is due, keeps its lease, takes over from the dead. */
@NullMarked
package io.runnerbean.engine.custody;

import org.jspecify.annotations.NullMarked;
