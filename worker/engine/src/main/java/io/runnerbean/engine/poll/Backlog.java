package io.runnerbean.engine.poll;

/** How many messages a queue seems to have, by what the last call returned. */
final class Backlog {

  /** A call that returns as many messages as this makes several threads receive. */
  private static final int MANY = SqsQueue.BATCH / 2;

  private Size size = Size.NONE;

  private enum Size {
    NONE,
    SOME,
    MANY
  }

  synchronized boolean isNone() {
    return size == Size.NONE;
  }

  /** Takes note of what a call has returned. */
  synchronized void seen(int returned, int wanted) {
    if (returned == 0) {
      size = Size.NONE;
    } else {
      size = returned < Math.min(MANY, wanted) ? Size.SOME : Size.MANY;
    }
    notifyAll();
  }

  /** Waits while one thread is enough to receive. */
  synchronized void awaitMany() throws InterruptedException {
    while (size != Size.MANY) {
      wait();
    }
  }
}
