/** What goes wrong, and when. */
@NullMarked
package io.runnerbean.dev.chaos.fault;

import org.jspecify.annotations.NullMarked;
