/** What became of everything that was sent. */
@NullMarked
package io.runnerbean.chaos.audit;

import org.jspecify.annotations.NullMarked;
