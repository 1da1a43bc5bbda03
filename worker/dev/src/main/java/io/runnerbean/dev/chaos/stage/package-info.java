/** The processes and servers that it happens to. */
@NullMarked
package io.runnerbean.dev.chaos.stage;

import org.jspecify.annotations.NullMarked;
