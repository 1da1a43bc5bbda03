package io.runnerbean.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;

/**
 * The parts of a process that runs until SIGTERM or Ctrl-C. They are closed once, in reverse order,
 * unless kill -9 ends the process. If a part fails to start, the parts before it are closed too.
 */
public final class ShutdownHook implements AutoCloseable {

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final CountDownLatch stopped = new CountDownLatch(1);

  private ShutdownHook() {}

  /** Installs a hook that closes the parts when the process is asked to stop. */
  public static ShutdownHook install() {
    ShutdownHook running = new ShutdownHook();
    Runtime.getRuntime().addShutdownHook(new Thread(running::close, "stop"));
    return running;
  }

  /**
   * Adds a part that was just started. If the process has stopped already, the part is closed at
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

  /** Waits until the process is asked to stop and its parts are closed. */
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
