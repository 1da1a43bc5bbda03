/** What becomes of the dead: a copy in SQS for alarms, and another run if a person wants one. */
@NullMarked
package io.runnerbean.engine.deadletter;

import org.jspecify.annotations.NullMarked;
