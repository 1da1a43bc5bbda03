package io.runnerbean.sqsd;

import java.time.Duration;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives messages, at most one for each free connection, so that none waits here. Only those of
 * the same group of a FIFO queue wait for each other.
 */
final class Poller implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(Poller.class);

  /** So little of a visibility timeout may be used up when a POST begins. */
  private static final Duration FRESH = Duration.ofMillis(500);

  /** If a failed message has not come again after this time, another daemon has it. */
  private static final Duration FORGET = Duration.ofMinutes(15);

  /** The groups of a FIFO queue whose latest POST failed, and when. */
  private final Map<String, Long> failing = new ConcurrentHashMap<>();

  private final Queue queue;
  private final Readiness readiness;
  private final ConnectionPermits permits;
  private final MessagePoster poster;
  private final Executor threads;
  private final StopSignal stop;

  Poller(
      Queue queue,
      Readiness readiness,
      ConnectionPermits permits,
      MessagePoster poster,
      Executor threads,
      StopSignal stop) {
    this.queue = queue;
    this.readiness = readiness;
    this.permits = permits;
    this.poster = poster;
    this.threads = threads;
    this.stop = stop;
  }

  /**
   * Polls until the daemon stops. No error ends the loop, because a stopped poller would look like
   * an empty queue.
   */
  @Override
  public void run() {
    Backoff backoff = new Backoff();
    while (!stop.isSet()) {
      try {
        readiness.await();
        poll();
        backoff.reset();
      } catch (RuntimeException e) {
        LOG.warn(
            "could not receive messages; next attempt in {} s: {}",
            backoff.current().toSeconds(),
            e.toString());
        stop.sleep(backoff.advance());
      }
    }
  }

  private void poll() {
    int free = stop.isSet() ? 0 : permits.acquireUpTo(Queue.BATCH);
    int used = 0;
    try {
      if (free > 0) {
        for (Deque<ReceivedMessage> inOrder : queue.receive(most(free))) {
          start(inOrder);
          used++;
        }
      }
    } finally {
      permits.release(free - used);
    }
  }

  /** Posts messages in another thread, one after the other. They need one connection. */
  private void start(Deque<ReceivedMessage> inOrder) {
    threads.execute(() -> {
      try {
        post(inOrder);
      } finally {
        permits.release(1);
      }
    });
  }

  /**
   * If a message is not done, those behind it are handed back, and SQS delivers the failed one
   * first. Those that wait are hidden for their whole visibility timeout again before a further
   * POST, because the POSTs before have used it up.
   */
  private void post(Deque<ReceivedMessage> inOrder) {
    long hidden = System.nanoTime();
    boolean goesOn = !stop.isSet();
    while (goesOn && !inOrder.isEmpty()) {
      ReceivedMessage message = inOrder.removeFirst();
      goesOn = poster.process(message);
      ended(message, goesOn);
      if (goesOn && System.nanoTime() - hidden > FRESH.toNanos()) {
        hidden = System.nanoTime();
        goesOn = queue.hideAgain(inOrder);
      }
      goesOn &= !stop.isSet();
    }
    inOrder.forEach(queue::handBack);
  }

  /**
   * While a message of a FIFO queue fails, messages are received one at a time: each receive
   * counts, and those behind it must not use up their deliveries.
   */
  private int most(int free) {
    failing.values().removeIf(since -> System.nanoTime() - since > FORGET.toNanos());
    return failing.isEmpty() ? free : Math.min(free, 1);
  }

  private void ended(ReceivedMessage message, boolean done) {
    if (done) {
      failing.remove(message.group());
    } else if (queue.config().isFifo()) {
      failing.put(message.group(), System.nanoTime());
    }
  }
}
