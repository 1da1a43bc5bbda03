/** What became of everything that was sent. */
@NullMarked
package io.runnerbean.dev.chaos.audit;

import org.jspecify.annotations.NullMarked;
