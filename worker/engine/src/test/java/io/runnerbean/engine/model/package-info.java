/** How messages become runs, as a state machine that is searched as a whole. */
@NullMarked
package io.runnerbean.engine.model;

import org.jspecify.annotations.NullMarked;
