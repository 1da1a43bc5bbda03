package io.runnerbean.engine.http;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory for the bodies of requests. A request takes as much as it announces before its body is
 * read, and gives it back once it is answered.
 */
final class BodyMemory {

  private final AtomicLong free;

  private BodyMemory(long bytes) {
    free = new AtomicLong(bytes);
  }

  /** A part of the heap, and at least the largest body. */
  static BodyMemory ofHeap(int parts) {
    return new BodyMemory(Math.max(HttpServer.MAX_BODY, Runtime.getRuntime().maxMemory() / parts));
  }

  /** Takes so many bytes; false if there are not so many. */
  boolean take(long bytes) {
    long before;
    do {
      before = free.get();
      if (before < bytes) {
        return false;
      }
    } while (!free.compareAndSet(before, before - bytes));
    return true;
  }

  void giveBack(long bytes) {
    free.addAndGet(bytes);
  }
}
