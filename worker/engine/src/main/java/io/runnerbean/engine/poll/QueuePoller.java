package io.runnerbean.engine.poll;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /** How long a thread that receives may take to end after its call was aborted. */
  private static final Duration ENDING = Duration.ofSeconds(5);

  private final int number;
  private final SqsQueue queue;
  private final FairPermits permits;
  private final Readiness readiness;
  private final Acknowledger acknowledger;
  private final PolledDeliveries deliveries;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final List<Thread> receivers = new ArrayList<>();
  private final Backlog backlog = new Backlog();

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
      Acknowledger acknowledger,
      PolledDeliveries deliveries) {
    this.number = number;
    this.queue = queue;
    this.permits = permits;
    this.readiness = readiness;
    this.acknowledger = acknowledger;
    this.deliveries = deliveries;
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
    deliveries.beginStop();
    stop.countDown();
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
    while (!isStopping()) {
      try {
        readiness.await();
        acknowledger.awaitRoom();
        if (helps) {
          backlog.awaitMany();
          receiveMore();
        } else {
          receive();
        }
        pause = FIRST_PAUSE;
      } catch (InterruptedException | RuntimeException | Error e) {
        backlog.seen(0, SqsQueue.BATCH); // one thread tries again
        if (!isStopping()) {
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

  private boolean isStopping() {
    return stop.getCount() == 0;
  }

  /** Waits for the stop, but not longer than this. */
  private void pause(Duration time) {
    try {
      boolean _ = stop.await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      LOG.debug("it stops", e); // the loop sees that it does
    }
  }

  private void receive() throws InterruptedException {
    if (backlog.isNone()) {
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
    deliveries.hold(first);
    backlog.seen(1, SqsQueue.BATCH);
    try {
      int _ = permits.acquire(number, 1);
    } catch (InterruptedException e) {
      deliveries.hideNoLonger(first);
      throw e;
    }
    deliveries.handle(new ArrayDeque<>(List.of(first)));
  }

  private void receiveMore() throws InterruptedException {
    int wanted = permits.acquire(number, SqsQueue.BATCH);
    int unused = wanted;
    try {
      List<PolledMessage> messages =
          isStopping() ? List.of() : queue.receive(wanted, Duration.ZERO);
      unused -= messages.size();
      backlog.seen(messages.size(), wanted);
      messages.forEach(deliveries::hold);
      for (Deque<PolledMessage> inOrder : inOrder(messages)) {
        deliveries.handle(inOrder);
      }
    } finally {
      permits.giveBack(number, unused);
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
}
