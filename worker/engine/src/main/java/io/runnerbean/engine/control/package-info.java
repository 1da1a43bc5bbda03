/** What a person may do to runs, from outside the workers. */
@NullMarked
package io.runnerbean.engine.control;

import org.jspecify.annotations.NullMarked;
