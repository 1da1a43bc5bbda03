package io.runnerbean.engine.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a message reached us. Without a message id it is a plain POST, which has none of the other
 * facts either.
 *
 * @param receiveCount how often SQS has handed the message out, from 1; 1 for a plain POST
 * @param taskName the schedule that a tick comes from
 */
public record Delivery(
    @Nullable String messageId,
    int receiveCount,
    @Nullable Instant firstReceivedAt,
    @Nullable Instant sentAt,
    @Nullable String taskName,
    @Nullable Instant scheduledAt) {}
