package io.runnerbean.engine.poll;

import io.runnerbean.engine.delivery.DeliveryHandler;
import io.runnerbean.engine.delivery.DeliveryOutcome;
import io.runnerbean.engine.execution.AttemptOutcome;
import io.runnerbean.engine.lifecycle.Stopwatch;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives the messages of one queue, and hands them to the delivery handler. One thread waits for
 * the first message. While there are more, it asks again at once, and others help.
 */
final class QueuePoller {

  private static final Logger LOG = LoggerFactory.getLogger(QueuePoller.class);

  /** The most calls that receive at once. */
  static final int RECEIVERS = 4;

  /** A call that returns as many messages as this makes the other threads help. */
  private static final int MANY = SqsQueue.BATCH / 2;

  /** How long SQS keeps back a message that could not be run. */
  private static final Duration LATER = Duration.ofSeconds(60);

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /** How long a thread that receives may take to end after its call was aborted. */
  private static final Duration ENDING = Duration.ofSeconds(5);

  /** What the last call says of the queue. */
  private enum Backlog {
    NONE,
    SOME,
    MANY
  }

  private final int number;
  private final SqsQueue queue;
  private final FairPermits permits;
  private final Readiness readiness;
  private final DeliveryHandler deliveries;
  private final HeldMessages held;
  private final Acknowledger acknowledger;
  private final List<Thread> receivers = new ArrayList<>();
  private Backlog backlog = Backlog.NONE;
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
      boolean helps = i > 0;
      String name = "poll-%s-%d".formatted(queue.config().name(), i);
      receivers.add(Thread.ofPlatform().daemon().name(name).start(() -> run(helps)));
    }
  }

  /** Begins no more calls. Messages of a call that is open are given back. */
  void beginStop() {
    stopping = true;
  }

  /**
   * Waits for the calls that are open.
   *
   * @return whether all of them ended in time
   */
  boolean awaitCalls(Duration time) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    boolean ended = true;
    for (Thread receiver : receivers) {
      ended &= receiver.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
    }
    return ended;
  }

  /** Aborts the calls that are open: an interrupt alone does not end a read from the network. */
  void abortCalls() throws InterruptedException {
    queue.receiving().close();
    receivers.forEach(Thread::interrupt);
    if (!awaitCalls(ENDING)) {
      LOG.warn("a call that receives messages of {} does not end", queue.config().name());
    }
  }

  /** Nothing ends the loop before the stop: a lost poller would look like an empty queue. */
  private void run(boolean helps) {
    Duration pause = FIRST_PAUSE;
    while (!stopping) {
      try {
        readiness.await();
        acknowledger.awaitRoom();
        if (helps) {
          awaitMany();
          receiveMore();
        } else {
          receive();
        }
        pause = FIRST_PAUSE;
      } catch (InterruptedException | RuntimeException | Error e) {
        set(Backlog.NONE); // one thread tries again
        if (!stopping) {
          LOG.warn(
              "could not receive messages of {}; next attempt in {} s: {}",
              queue.config().name(),
              pause.toSeconds(),
              e.toString());
          pause(pause);
          pause = pause.multipliedBy(2);
          pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        }
      }
    }
  }

  /** Sleeps, because SQS gives no sign of when it can be reached again. */
  private void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      LOG.debug("it stops", e); // the loop sees that it does
    }
  }

  private void receive() throws InterruptedException {
    if (backlog() == Backlog.NONE) {
      receiveFirst();
    } else {
      receiveMore();
    }
  }

  /** A call that waits for a message takes no permit, which other queues may need. */
  private void receiveFirst() throws InterruptedException {
    List<PolledMessage> messages = queue.receive(1, SqsQueue.LONG_POLL);
    if (messages.isEmpty()) {
      return;
    }
    PolledMessage first = messages.getFirst();
    held.add(first);
    set(Backlog.SOME);
    try {
      int _ = permits.acquire(number, 1);
    } catch (InterruptedException e) {
      hideNoLonger(first);
      throw e;
    }
    handle(new ArrayDeque<>(List.of(first)));
  }

  private void receiveMore() throws InterruptedException {
    int wanted = permits.acquire(number, SqsQueue.BATCH);
    int unused = wanted;
    try {
      List<PolledMessage> messages = queue.receive(wanted, Duration.ZERO);
      unused -= messages.size();
      set(
          messages.isEmpty()
              ? Backlog.NONE
              : messages.size() < Math.min(MANY, wanted) ? Backlog.SOME : Backlog.MANY);
      messages.forEach(held::add);
      for (Deque<PolledMessage> inOrder : inOrder(messages)) {
        handle(inOrder);
      }
    } finally {
      permits.giveBack(number, unused);
    }
  }

  private synchronized Backlog backlog() {
    return backlog;
  }

  private synchronized void set(Backlog seen) {
    backlog = seen;
    notifyAll();
  }

  private synchronized void awaitMany() throws InterruptedException {
    while (backlog != Backlog.MANY) {
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
    acknowledger.hide(message, stopping ? Duration.ZERO : LATER);
  }

  /** Lets SQS deliver messages again at once that were not handed over. */
  private void giveBack(Deque<PolledMessage> messages) {
    for (PolledMessage message : messages) {
      hideNoLonger(message);
      permits.giveBack(number, 1);
    }
    messages.clear();
  }

  private void hideNoLonger(PolledMessage message) {
    held.remove(message);
    acknowledger.hide(message, Duration.ZERO);
  }
}
