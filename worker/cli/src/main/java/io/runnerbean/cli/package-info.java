/**
 * The one executable. Commands read their arguments and hand over; what they print is all they
 * decide.
 */
@NullMarked
package io.runnerbean.cli;

import org.jspecify.annotations.NullMarked;
