/** The processes and servers that it happens to. */
@NullMarked
package io.runnerbean.chaos.stage;

import org.jspecify.annotations.NullMarked;
