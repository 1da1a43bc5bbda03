/** The settings of a daemon, from flags and the environment. */
@NullMarked
package io.runnerbean.sqsd.settings;

import org.jspecify.annotations.NullMarked;
