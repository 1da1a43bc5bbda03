package io.runnerbean.engine.poll;

import io.runnerbean.engine.lifecycle.PeriodicTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;

/**
 * The messages of a queue that were received and have no outcome yet. While they are held, SQS
 * hides them from others.
 */
final class HeldMessages implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HeldMessages.class);

  /** Leaves time for two more tries before SQS would deliver a message again. */
  private static final int PERIODS = 3;

  private final Map<String, PolledMessage> byReceipt = new ConcurrentHashMap<>();
  private final SqsQueue queue;
  private final PeriodicTask task;

  private HeldMessages(SqsQueue queue) {
    this.queue = queue;
    Duration period = queue.config().visibility().dividedBy(PERIODS);
    this.task = PeriodicTask.start("visibility", period, period, this::extend);
  }

  static HeldMessages start(SqsQueue queue) {
    return new HeldMessages(queue);
  }

  void add(PolledMessage message) {
    byReceipt.put(message.receiptHandle(), message);
  }

  void remove(PolledMessage message) {
    byReceipt.remove(message.receiptHandle());
  }

  @Override
  public void close() {
    task.close();
  }

  /** Extends the time of all, those of the last period too: it is one call for ten. */
  private void extend() {
    List<PolledMessage> all = new ArrayList<>(byReceipt.values());
    for (int begin = 0; begin < all.size(); begin += SqsQueue.BATCH) {
      extend(all.subList(begin, Math.min(all.size(), begin + SqsQueue.BATCH)));
    }
  }

  private void extend(List<PolledMessage> messages) {
    List<PolledMessage> held =
        messages.stream()
            .filter(message -> byReceipt.containsKey(message.receiptHandle()))
            .toList();
    if (held.isEmpty()) {
      return;
    }
    try {
      queue
          .hide(held, queue.config().visibility())
          .forEach(refused -> warn(held.get(Integer.parseInt(refused.id())), refused));
    } catch (RuntimeException e) {
      LOG.warn(
          "could not extend the visibility timeout of {} messages: {}",
          held.size(),
          e.getMessage());
    }
  }

  /** Its outcome may have come meanwhile; then SQS no longer knows it. */
  private void warn(PolledMessage message, BatchResultErrorEntry refused) {
    if (byReceipt.containsKey(message.receiptHandle())) {
      LOG.warn(
          "SQS did not extend the visibility timeout of message {}, and may deliver it again: {}",
          message.id(),
          refused.message());
    }
  }
}
