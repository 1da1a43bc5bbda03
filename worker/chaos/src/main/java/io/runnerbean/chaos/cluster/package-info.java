/** The processes and servers that it happens to. */
@NullMarked
package io.runnerbean.chaos.cluster;

import org.jspecify.annotations.NullMarked;
