package io.runnerbean.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;

/**
 * The parts of a process that runs until SIGTERM or Ctrl-C. They are closed last first, once,
 * however the process ends but by kill -9: also those that were started by the time a later one
 * failed.
 */
public final class ShutdownHook implements AutoCloseable {

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final CountDownLatch stopped = new CountDownLatch(1);

  private ShutdownHook() {}

  /** From now on the process closes its parts when it is told to stop. */
  public static ShutdownHook install() {
    ShutdownHook running = new ShutdownHook();
    Runtime.getRuntime().addShutdownHook(new Thread(running::close, "stop"));
    return running;
  }

  /** Adds a part that was just started; one that comes too late is closed at once. */
  public synchronized <T extends AutoCloseable> T add(T part) {
    parts.push(part);
    if (stopped.getCount() == 0) {
      closeParts();
      throw new IllegalStateException("Stopped while starting.");
    }
    return part;
  }

  /** Waits until the process is told to stop and its parts are closed. */
  public void await() throws InterruptedException {
    stopped.await();
  }

  @Override
  public synchronized void close() {
    closeParts();
    stopped.countDown();
  }

  private void closeParts() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        System.err.println("Did not stop cleanly: " + e);
      }
    }
  }
}
