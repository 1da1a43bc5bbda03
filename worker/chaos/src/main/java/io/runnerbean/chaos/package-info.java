/**
 * Proof by killing: real workers, daemons and servers, and everything that can go wrong with them.
 */
@NullMarked
package io.runnerbean.chaos;

import org.jspecify.annotations.NullMarked;
