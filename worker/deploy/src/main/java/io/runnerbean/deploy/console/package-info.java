/** Output to the terminal, confirmation, and waiting. */
@NullMarked
package io.runnerbean.deploy.console;

import org.jspecify.annotations.NullMarked;
