package io.runnerbean.engine.message;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a message reached us. Without a message id it is a plain POST, which has none of the other
 * facts either.
 *
 * @param queue the name of the queue it comes from
 * @param receiveCount how often SQS has handed the message out, from 1; 1 for a plain POST
 * @param taskName the schedule that a tick comes from
 * @param runnerbeanKey what the sender knows the message by, a UUID of version 7; see {@link
 *     ReceiptKey}
 */
public record Delivery(
    @Nullable String messageId,
    @Nullable String queue,
    int receiveCount,
    @Nullable Instant firstReceivedAt,
    @Nullable Instant sentAt,
    @Nullable String taskName,
    @Nullable Instant scheduledAt,
    @Nullable UUID runnerbeanKey) {

  /**
   * Reads it from the headers.
   *
   * @throws io.runnerbean.engine.refusal.RefusedException naming each header that is malformed
   */
  public static Delivery of(RawMessage raw) {
    return new DeliveryReader(raw.headers()).read();
  }

  /** Whether SQS has the message and waits for word of it; else its sender does. */
  public boolean isFromQueue() {
    return messageId != null;
  }
}
