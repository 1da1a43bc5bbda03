/** The executable. Commands read their arguments, call the other modules, and print the result. */
@NullMarked
package io.runnerbean.cli;

import org.jspecify.annotations.NullMarked;
