package io.runnerbean.engine;

import java.util.ArrayDeque;
import java.util.Deque;

/** What a start has opened so far: closed again, last first, unless the start succeeds. */
final class Opened implements AutoCloseable {

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  <T extends AutoCloseable> T add(T part) {
    parts.push(part);
    return part;
  }

  void keep() {
    parts.clear();
  }

  @Override
  public void close() {
    for (AutoCloseable part : parts) {
      try {
        part.close();
      } catch (Exception e) {
        throw new IllegalStateException("could not close " + part, e);
      }
    }
  }
}
