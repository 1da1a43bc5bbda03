/** Runs a message's job in one transaction with its receipt and its history. */
@NullMarked
package io.runnerbean.engine.dispatch;

import org.jspecify.annotations.NullMarked;
