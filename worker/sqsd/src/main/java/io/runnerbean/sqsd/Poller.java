package io.runnerbean.sqsd;

import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives messages, at most as many as there are free connections to post them. A message that
 * waited here would use up its visibility timeout.
 */
final class Poller implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(Poller.class);

  private final Queue queue;
  private final Readiness readiness;
  private final FreeConnections connections;
  private final Delivery delivery;
  private final Executor threads;
  private final Pause pause;

  Poller(
      Queue queue,
      Readiness readiness,
      FreeConnections connections,
      Delivery delivery,
      Executor threads,
      Pause pause) {
    this.queue = queue;
    this.readiness = readiness;
    this.connections = connections;
    this.delivery = delivery;
    this.threads = threads;
    this.pause = pause;
  }

  /**
   * Polls until the daemon stops. No error ends the loop, because a stopped poller would look like
   * an empty queue.
   */
  @Override
  public void run() {
    Backoff backoff = new Backoff();
    while (!pause.isOver()) {
      try {
        readiness.await();
        poll();
        backoff.reset();
      } catch (RuntimeException e) {
        LOG.warn(
            "could not receive; trying again in {} s: {}",
            backoff.next().toSeconds(),
            e.toString());
        pause.sleep(backoff.step());
      }
    }
  }

  private void poll() {
    int free = pause.isOver() ? 0 : connections.takeUpTo(Queue.BATCH);
    int used = 0;
    try {
      if (free > 0) {
        for (ReceivedMessage message : queue.receive(free)) {
          used += start(message);
        }
      }
    } finally {
      connections.giveBack(free - used);
    }
  }

  /**
   * Delivers a message in a thread of its own, and returns 1. If the daemon is stopping, hands the
   * message back and returns 0.
   */
  private int start(ReceivedMessage message) {
    if (pause.isOver()) {
      queue.handBack(message);
      return 0;
    }
    threads.execute(() -> {
      try {
        delivery.deliver(message);
      } finally {
        connections.giveBack(1);
      }
    });
    return 1;
  }
}
