/** What is wrong with a message, said so that its sender can mend it. */
@NullMarked
package io.runnerbean.engine.refusal;

import org.jspecify.annotations.NullMarked;
