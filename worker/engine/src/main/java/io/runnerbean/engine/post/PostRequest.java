package io.runnerbean.engine.post;

import io.runnerbean.engine.message.Delivery;
import io.runnerbean.engine.message.ReceiptKey;
import io.runnerbean.engine.queue.JobMessage;
import java.util.List;

/**
 * Jobs to be put into the queue, each checked.
 *
 * @param jobType its canonical name
 * @param many whether they came as an array, however many they are
 * @param delaySeconds how long SQS holds them back, 0 to 900
 * @param delivery of the request itself, which may be a message from a queue
 */
public record PostRequest(
    String jobType, List<JobMessage> messages, boolean many, int delaySeconds, Delivery delivery) {

  /** Whether the request is itself a message from a queue. */
  public boolean isDelivery() {
    return delivery.messageId() != null;
  }

  ReceiptKey key() {
    return ReceiptKey.of(delivery);
  }
}
