/**
 * Reads the settings of the worker and of the daemon, and reports all problems at once.
 *
 * <p>Entry point: {@link io.runnerbean.config.SettingsReader}. It uses nothing else of Runnerbean,
 * and has no threads.
 */
@NullMarked
package io.runnerbean.config;

import org.jspecify.annotations.NullMarked;
