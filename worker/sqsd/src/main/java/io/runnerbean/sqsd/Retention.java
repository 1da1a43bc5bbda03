package io.runnerbean.sqsd;

import java.time.Clock;
import java.time.Duration;

/**
 * How long a message is posted, counted from its first receive. After that it is deleted instead.
 */
record Retention(Duration period, Clock clock) {

  boolean isOverFor(ReceivedMessage message) {
    return clock.instant().isAfter(message.firstReceivedAt().plus(period));
  }
}
