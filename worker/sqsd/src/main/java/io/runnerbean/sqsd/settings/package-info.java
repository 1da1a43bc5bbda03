/** What a daemon can be told by flags and by the environment. */
@NullMarked
package io.runnerbean.sqsd.settings;

import org.jspecify.annotations.NullMarked;
