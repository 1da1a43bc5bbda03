package io.runnerbean.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;

/**
 * Closes the parts of a process on SIGTERM or Ctrl-C: once, and in reverse order. If a part fails
 * to start, the parts before it are closed too. After kill -9, nothing is closed.
 */
public final class ShutdownHook implements AutoCloseable {

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final CountDownLatch stopped = new CountDownLatch(1);

  private ShutdownHook() {}

  /** Installs a hook that closes the parts on SIGTERM or Ctrl-C. */
  public static ShutdownHook install() {
    ShutdownHook hook = new ShutdownHook();
    Runtime.getRuntime().addShutdownHook(new Thread(hook::stop, "stop"));
    return hook;
  }

  private void stop() {
    close();
    Logging.stop();
  }

  /**
   * Adds a part that was just started. If the process is already stopping, the part is closed at
   * once.
   */
  public synchronized <T extends AutoCloseable> T add(T part) {
    parts.push(part);
    if (stopped.getCount() == 0) {
      closeParts();
      throw new IllegalStateException("Stopped while starting.");
    }
    return part;
  }

  /** Waits until SIGTERM or Ctrl-C, and until the parts are closed. */
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
