package io.runnerbean.engine.poll;

import io.runnerbean.engine.delivery.DeliveryHandler;
import io.runnerbean.engine.delivery.DeliveryOutcome;
import io.runnerbean.engine.execution.AttemptOutcome;
import io.runnerbean.engine.lifecycle.Stopwatch;
import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the messages of one queue to the delivery handler. Each message has a permit until it has
 * an outcome. Then it is deleted, or SQS delivers it again.
 */
final class PolledDeliveries {

  private static final Logger LOG = LoggerFactory.getLogger(PolledDeliveries.class);

  private final int number;
  private final DeliveryHandler deliveries;
  private final FairPermits permits;
  private final Readiness readiness;
  private final HeldMessages held;
  private final Acknowledger acknowledger;
  private final Duration later;
  private volatile boolean stopping;

  /**
   * Deliveries of a queue.
   *
   * @param number of the queue among the permits
   * @param later how long SQS keeps back a message that could not be run
   */
  PolledDeliveries(
      int number,
      DeliveryHandler deliveries,
      FairPermits permits,
      Readiness readiness,
      HeldMessages held,
      Acknowledger acknowledger,
      Duration later) {
    this.number = number;
    this.deliveries = deliveries;
    this.permits = permits;
    this.readiness = readiness;
    this.held = held;
    this.acknowledger = acknowledger;
    this.later = later;
  }

  /** From now on, messages are given back. */
  void beginStop() {
    stopping = true;
  }

  /** Keeps a message hidden until it has an outcome or is given back. */
  void hold(PolledMessage message) {
    held.add(message);
  }

  /** Hands over the first message. Its outcome decides about the next. */
  void handle(Deque<PolledMessage> inOrder) {
    if (stopping) {
      giveBack(inOrder);
      return;
    }
    PolledMessage message = inOrder.removeFirst();
    Stopwatch since = Stopwatch.started();
    AtomicBoolean ended = new AtomicBoolean();
    try {
      deliveries.handle(
          message.request(),
          outcome -> {
            if (!ended.getAndSet(true)) {
              ended(message, inOrder, outcome, since);
            }
          });
    } catch (RuntimeException | Error e) {
      LOG.error("the worker failed to handle message {}", message.id(), e);
      if (!ended.getAndSet(true)) {
        ended(message, inOrder, new DeliveryOutcome.Failed(), since);
      }
    }
  }

  private void ended(
      PolledMessage message, Deque<PolledMessage> next, DeliveryOutcome outcome, Stopwatch since) {
    held.remove(message);
    switch (outcome.disposition()) {
      case DELETE -> {
        acknowledger.delete(message);
        permits.release(since.time());
        if (!next.isEmpty()) {
          handle(next);
        }
      }
      case REDELIVER, REJECT -> {
        leaveToSqs(message, outcome);
        permits.release(since.time());
        giveBack(next);
      }
    }
  }

  private void leaveToSqs(PolledMessage message, DeliveryOutcome outcome) {
    switch (outcome) {
      case DeliveryOutcome.Attempted(AttemptOutcome.DatabaseUnavailable _),
          DeliveryOutcome.Attempted(AttemptOutcome.ConnectionLost _) ->
          readiness.doubt();
      case DeliveryOutcome.Rejected(var fault) ->
          LOG.warn("message {} is left to SQS: {}", message.id(), fault.title());
      case DeliveryOutcome.TooBusy(String why) ->
          LOG.warn("message {} is left to SQS: {}", message.id(), why);
      default -> LOG.debug("message {} is left to SQS: {}", message.id(), outcome);
    }
    acknowledger.hide(message, stopping ? Duration.ZERO : later);
  }

  /** Lets SQS deliver messages again at once that were not handed over. */
  private void giveBack(Deque<PolledMessage> messages) {
    for (PolledMessage message : messages) {
      hideNoLonger(message);
      permits.giveBack(number, 1);
    }
    messages.clear();
  }

  /** Lets SQS deliver a message again at once. */
  void hideNoLonger(PolledMessage message) {
    held.remove(message);
    acknowledger.hide(message, Duration.ZERO);
  }
}
