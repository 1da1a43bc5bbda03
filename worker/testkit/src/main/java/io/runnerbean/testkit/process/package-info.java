/** Other processes: how they are started, and what they cost. */
@NullMarked
package io.runnerbean.testkit.process;

import org.jspecify.annotations.NullMarked;
