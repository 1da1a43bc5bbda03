package io.runnerbean.engine.delivery;

import io.runnerbean.engine.store.SourceMessage;
import io.runnerbean.engine.store.UuidV7;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The id of a message's run. It depends on the message alone, never on who delivers it or when, so
 * each delivery of the message has the same run.
 */
public final class RunIdentity {

  private RunIdentity() {}

  /**
   * The id is made from the first of these that is present: the key that the sender has chosen;
   * queue, schedule and time of a scheduled message, which may be sent twice; message id and time
   * of sending; the message id alone. A plain POST without any of them has a new id.
   */
  public static UUID of(SourceMessage source) {
    if (source.chosenId() != null) {
      return source.chosenId();
    }
    if (source.scheduledAt() != null && source.taskName() != null && source.queue() != null) {
      return UuidV7.of(
          source.scheduledAt(), "schedule/" + source.queue() + "/" + source.taskName());
    }
    return source.messageId() == null
        ? UuidV7.next()
        : ofMessage(source.messageId(), source.sentAt());
  }

  /** The id of a plain POST with an idempotency key, for as long as undated runs are kept. */
  public static UUID ofRequest(String jobType, String idempotencyKey) {
    return UuidV7.of(Instant.EPOCH, "request/" + jobType + "/" + idempotencyKey);
  }

  /**
   * The run id of one of several messages that another message makes. It is the same whenever that
   * is delivered.
   *
   * @param place of the message among them
   */
  public static UUID ofFollowUp(SourceMessage source, int place) {
    if (!source.isIdentified()) {
      return UuidV7.next();
    }
    UUID first = of(source);
    return UuidV7.of(UuidV7.time(first), first + "/" + place);
  }

  /** A message without a time of sending belongs to the year 1970, which has a partition. */
  private static UUID ofMessage(String messageId, @Nullable Instant sentAt) {
    Instant time = sentAt == null ? Instant.EPOCH : sentAt;
    UUID id = asUuid(messageId);
    return id == null ? UuidV7.of(time, "message/" + messageId) : UuidV7.of(time, id);
  }

  /**
   * The UUID, if the text is in canonical form, as in the ids of SQS. Different texts in other
   * forms can parse to the same UUID.
   */
  private static @Nullable UUID asUuid(String messageId) {
    try {
      UUID id = UUID.fromString(messageId);
      return id.toString().equals(messageId) ? id : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
