/** How many jobs are at work at once, and whose turn it is. */
@NullMarked
package io.runnerbean.engine.slots;

import org.jspecify.annotations.NullMarked;
