/** Dev mode: the whole of Runnerbean in one process on this machine. Never ships. */
@NullMarked
package io.runnerbean.dev;

import org.jspecify.annotations.NullMarked;
