package io.runnerbean.engine.poll;

import io.runnerbean.engine.delivery.DeliveryHandler;
import io.runnerbean.engine.delivery.DeliveryOutcome;
import io.runnerbean.engine.lifecycle.Stopwatch;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives the messages of one queue, and hands them to the delivery handler. While the queue has
 * more messages than one call returns, several threads receive.
 */
final class QueuePoller {

  private static final Logger LOG = LoggerFactory.getLogger(QueuePoller.class);

  /** The most calls that receive at once. */
  static final int RECEIVERS = 4;

  /** How long SQS keeps back a message that could not be run. */
  private static final Duration LATER = Duration.ofSeconds(60);

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /** A call that is open when the worker stops may still return messages. */
  private static final Duration LAST_CALLS = Duration.ofSeconds(1);

  private final int number;
  private final SqsQueue queue;
  private final FairPermits permits;
  private final Readiness readiness;
  private final DeliveryHandler deliveries;
  private final HeldMessages held;
  private final Acknowledger acknowledger;
  private final List<Thread> receivers = new ArrayList<>();
  private boolean backlog;
  private volatile boolean stopping;

  /**
   * A poller that {@link #start} starts.
   *
   * @param number of the queue among the permits
   */
  QueuePoller(
      int number,
      SqsQueue queue,
      FairPermits permits,
      Readiness readiness,
      DeliveryHandler deliveries,
      HeldMessages held,
      Acknowledger acknowledger) {
    this.number = number;
    this.queue = queue;
    this.permits = permits;
    this.readiness = readiness;
    this.deliveries = deliveries;
    this.held = held;
    this.acknowledger = acknowledger;
  }

  void start() {
    for (int i = 0; i < RECEIVERS; i++) {
      boolean always = i == 0;
      receivers.add(Thread.ofPlatform().daemon().name("poll-" + i).start(() -> run(always)));
    }
  }

  /** Receives no more. Messages that are received meanwhile are given back. */
  void stop() throws InterruptedException {
    stopping = true;
    long end = System.nanoTime() + LAST_CALLS.toNanos();
    for (Thread receiver : receivers) {
      boolean _ = receiver.join(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
    }
    for (Thread receiver : receivers) {
      receiver.interrupt();
      receiver.join();
    }
  }

  /** No error ends the loop, because a stopped poller would look like an empty queue. */
  private void run(boolean always) {
    Duration pause = FIRST_PAUSE;
    while (!stopping) {
      try {
        readiness.await();
        if (!always) {
          awaitBacklog();
        }
        receive();
        pause = FIRST_PAUSE;
      } catch (InterruptedException e) {
        return; // it stops
      } catch (RuntimeException | Error e) {
        if (stopping) {
          return;
        }
        LOG.warn(
            "could not receive messages of {}; next attempt in {} s: {}",
            queue.config().name(),
            pause.toSeconds(),
            e.toString());
        try {
          Thread.sleep(pause); // SQS gives no sign of when it can be reached again
        } catch (InterruptedException stopped) {
          return;
        }
        pause = pause.multipliedBy(2);
        pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
      }
    }
  }

  /** While the queue is empty, one permit waits for the next message, and the others are free. */
  private void receive() throws InterruptedException {
    int wanted = permits.acquire(number, hasBacklog() ? SqsQueue.BATCH : 1);
    int unused = wanted;
    try {
      List<PolledMessage> messages = stopping ? List.of() : queue.receive(wanted);
      unused -= messages.size();
      setBacklog(unused == 0);
      messages.forEach(held::add);
      for (Deque<PolledMessage> inOrder : inOrder(messages)) {
        handle(inOrder);
      }
    } finally {
      if (unused > 0) {
        permits.giveBack(number, unused);
      }
    }
  }

  private synchronized boolean hasBacklog() {
    return backlog;
  }

  private synchronized void setBacklog(boolean isBacklog) {
    backlog = isBacklog;
    notifyAll();
  }

  private synchronized void awaitBacklog() throws InterruptedException {
    while (!backlog) {
      wait();
    }
  }

  /**
   * Messages that have to be run one after the other. SQS delivers no more messages of a group
   * while any of it is held, so a group never spans two calls.
   */
  private Collection<Deque<PolledMessage>> inOrder(List<PolledMessage> messages) {
    Map<String, Deque<PolledMessage>> groups = new LinkedHashMap<>();
    for (PolledMessage message : messages) {
      String key = queue.config().isFifo() ? message.group() : message.receiptHandle();
      groups.computeIfAbsent(key, _ -> new ArrayDeque<>()).add(message);
    }
    return groups.values();
  }

  /** Hands over the first message. Its outcome decides about the next. */
  private void handle(Deque<PolledMessage> inOrder) {
    if (stopping) {
      giveBack(inOrder);
      return;
    }
    PolledMessage message = inOrder.removeFirst();
    Stopwatch since = Stopwatch.started();
    try {
      deliveries.handle(message.request(), outcome -> ended(message, inOrder, outcome, since));
    } catch (RuntimeException | Error e) {
      LOG.error("the worker failed to handle message {}", message.id(), e);
      ended(message, inOrder, new DeliveryOutcome.Failed(), since);
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
        LOG.warn("message {} is left to SQS: {}", message.id(), outcome);
        acknowledger.hide(message, stopping ? Duration.ZERO : LATER);
        permits.release(since.time());
        readiness.doubt();
        giveBack(next);
      }
    }
  }

  /** Lets SQS deliver messages again at once that were not handed over. */
  private void giveBack(Deque<PolledMessage> messages) {
    for (PolledMessage message : messages) {
      held.remove(message);
      acknowledger.hide(message, Duration.ZERO);
      permits.release(Duration.ZERO);
    }
    messages.clear();
  }
}
