/** What goes wrong, and when. */
@NullMarked
package io.runnerbean.chaos.fault;

import org.jspecify.annotations.NullMarked;
