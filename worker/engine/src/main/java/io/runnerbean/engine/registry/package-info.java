/** Which job types there are, and how a payload is bound to each. */
@NullMarked
package io.runnerbean.engine.registry;

import org.jspecify.annotations.NullMarked;
