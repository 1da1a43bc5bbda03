/** The public API: all that the author of a job needs. It uses nothing of the engine. */
@NullMarked
package io.runnerbean.job;

import org.jspecify.annotations.NullMarked;
