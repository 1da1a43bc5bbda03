package io.runnerbean.sqsd;

import java.time.Duration;
import java.time.Instant;

/**
 * How long a message is posted, counted from its first receive. After that it is deleted instead.
 * Only SQS's own clock counts: a wrong clock of this machine must not delete anything.
 */
record Retention(Duration period) {

  boolean isOverFor(ReceivedMessage message) {
    Instant now = message.receivedAt();
    return now != null && now.isAfter(message.firstReceivedAt().plus(period));
  }
}
