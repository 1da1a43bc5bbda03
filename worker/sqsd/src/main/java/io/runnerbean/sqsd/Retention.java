package io.runnerbean.sqsd;

import java.time.Clock;
import java.time.Duration;

/**
 * How long a message is worth posting, from when it was first received: what failed for so long is
 * deleted instead.
 */
record Retention(Duration period, Clock clock) {

  boolean isOverFor(ReceivedMessage message) {
    return clock.instant().isAfter(message.firstReceivedAt().plus(period));
  }
}
