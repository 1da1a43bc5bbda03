/** Other processes: how they are started, and what they cost. */
@NullMarked
package io.runnerbean.dev.process;

import org.jspecify.annotations.NullMarked;
