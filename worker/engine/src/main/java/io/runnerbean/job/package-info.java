/** The public API: all that the author of a job needs, and nothing of the engine behind it. */
@NullMarked
package io.runnerbean.job;

import org.jspecify.annotations.NullMarked;
