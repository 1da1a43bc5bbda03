/** What is sent and cancelled while things go wrong. */
@NullMarked
package io.runnerbean.chaos.load;

import org.jspecify.annotations.NullMarked;
