/** A state machine of messages and runs, which is searched exhaustively. */
@NullMarked
package io.runnerbean.engine.model;

import org.jspecify.annotations.NullMarked;
