package io.runnerbean.engine.store;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The message that a run comes from. Without a message id it was a plain POST, of which most other
 * facts are unknown too.
 *
 * @param messageId of SQS
 * @param queue the name of the queue it comes from
 * @param receiveCount how often SQS has delivered the message, from 1; 1 for a plain POST
 * @param firstReceivedAt when SQS first delivered it, in whole seconds
 * @param sentAt when it was sent to SQS, in whole seconds
 * @param taskName the schedule that a scheduled message comes from
 * @param scheduledAt the time that a scheduled message is for
 * @param chosenId the run id that its sender has chosen, or that its idempotency key stands for
 */
public record SourceMessage(
    @Nullable String messageId,
    @Nullable String queue,
    int receiveCount,
    @Nullable Instant firstReceivedAt,
    @Nullable Instant sentAt,
    @Nullable String taskName,
    @Nullable Instant scheduledAt,
    @Nullable UUID chosenId) {

  /** The source of a run that has no message. */
  public static SourceMessage none() {
    return new SourceMessage(null, null, 1, null, null, null, null, null);
  }

  /**
   * Whether a daemon delivered the message from SQS. Otherwise a program posted it, and waits for
   * the answer.
   */
  public boolean isFromSqs() {
    return messageId != null;
  }

  /** Whether a repeat of it can be recognised. */
  public boolean isIdentified() {
    return messageId != null || chosenId != null;
  }

  public SourceMessage withChosenId(UUID id) {
    return new SourceMessage(
        messageId, queue, receiveCount, firstReceivedAt, sentAt, taskName, scheduledAt, id);
  }
}
