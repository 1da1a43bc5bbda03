/** Who may call: bearer tokens, signatures, and what happens to those who keep guessing. */
@NullMarked
package io.runnerbean.engine.access;

import org.jspecify.annotations.NullMarked;
