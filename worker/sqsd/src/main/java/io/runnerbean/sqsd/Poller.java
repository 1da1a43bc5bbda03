package io.runnerbean.sqsd;

import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives messages, at most one for each free connection. A message that waited here would use up
 * its visibility timeout.
 */
final class Poller implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(Poller.class);

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
        for (ReceivedMessage message : queue.receive(free)) {
          used += start(message);
        }
      }
    } finally {
      permits.release(free - used);
    }
  }

  /**
   * Posts a message in a new thread and returns 1. If the daemon is stopping, hands the message
   * back and returns 0.
   */
  private int start(ReceivedMessage message) {
    if (stop.isSet()) {
      queue.handBack(message);
      return 0;
    }
    threads.execute(() -> {
      try {
        poster.process(message);
      } finally {
        permits.release(1);
      }
    });
    return 1;
  }
}
