/**
 * Dev mode, which runs all of Runnerbean on this machine, and the launcher of all commands. Never
 * ships.
 *
 * <p>Entry point: {@link io.runnerbean.dev.DevMain}. May use: all other modules except deploy.
 * Threads: the main thread starts the parts, each of which has its own; a shutdown hook stops them.
 */
@NullMarked
package io.runnerbean.dev;

import org.jspecify.annotations.NullMarked;
