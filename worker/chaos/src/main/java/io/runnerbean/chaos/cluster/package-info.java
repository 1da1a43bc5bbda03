/** The processes and servers that are broken. */
@NullMarked
package io.runnerbean.chaos.cluster;

import org.jspecify.annotations.NullMarked;
