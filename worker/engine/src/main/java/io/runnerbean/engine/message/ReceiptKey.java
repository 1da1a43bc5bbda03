package io.runnerbean.engine.message;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What makes two deliveries the same message. Depends on the message alone, never on who delivers
 * it or when.
 */
public sealed interface ReceiptKey {

  /** A key whose time says which daily partition holds its receipt. */
  record Dated(Instant time, String key) implements ReceiptKey {}

  /** A key of a message that carries no time. */
  record Undated(String key) implements ReceiptKey {}

  /** A plain POST that names nothing to know it by: a repeat of it runs the job again. */
  record None() implements ReceiptKey {}

  /**
   * The first rule that matches: our own key; a tick's queue, task and time; message id and time
   * sent; message id alone; none.
   */
  static ReceiptKey of(Delivery delivery) {
    UUID own = delivery.runnerbeanKey();
    return own == null
        ? ofTick(delivery)
        : new Dated(TimeOrderedIds.time(own), "runnerbean/" + own);
  }

  /**
   * A tick may be sent twice, as two messages: what it was scheduled for says that they are one.
   */
  private static ReceiptKey ofTick(Delivery delivery) {
    Instant scheduledAt = delivery.scheduledAt();
    return scheduledAt == null || delivery.taskName() == null || delivery.queue() == null
        ? ofMessageId(delivery)
        : new Dated(scheduledAt, "tick/%s/%s".formatted(delivery.queue(), delivery.taskName()));
  }

  private static ReceiptKey ofMessageId(Delivery delivery) {
    if (delivery.messageId() == null) {
      return new None();
    }
    String key = "message/" + delivery.messageId();
    return delivery.sentAt() == null ? new Undated(key) : new Dated(delivery.sentAt(), key);
  }

  /** What history knows it by; null: nothing. */
  default @Nullable String text() {
    return switch (this) {
      case Dated(_, String key) -> key;
      case Undated(String key) -> key;
      case None() -> null;
    };
  }
}
