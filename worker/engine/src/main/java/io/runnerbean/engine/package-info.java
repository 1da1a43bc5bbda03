/** The worker as a library: {@link io.runnerbean.engine.Worker} starts it. */
@NullMarked
package io.runnerbean.engine;

import org.jspecify.annotations.NullMarked;
