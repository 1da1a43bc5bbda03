/** Custody as a state machine, searched through whole. */
@NullMarked
package io.runnerbean.engine.model;

import org.jspecify.annotations.NullMarked;
