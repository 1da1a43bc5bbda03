package io.runnerbean.deploy.console;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Looks again and again until something is over. AWS tells nobody that it is done: one can only
 * ask.
 *
 * @param between how long to wait before another look
 * @param longest how long to look at all
 */
public record Polling(Duration between, Duration longest) {

  /** As AWS's own tools do: its calls are throttled. */
  public static Polling usual() {
    return new Polling(Duration.ofSeconds(5), Duration.ofHours(2));
  }

  /** The same, with no more patience than that. */
  public Polling atMost(Duration most) {
    return new Polling(between, most.compareTo(longest) < 0 ? most : longest);
  }

  /**
   * Looks until the look says that it is over.
   *
   * @param what for the message, if it never is
   * @throws TimedOutException if it never is
   */
  public void until(String what, Supplier<Boolean> over) {
    long end = System.nanoTime() + longest.toNanos();
    while (!over.get()) {
      if (System.nanoTime() - end > 0) {
        throw new TimedOutException(what, longest);
      }
      pause();
    }
  }

  /** AWS reports nothing unless it is asked, and it throttles those who ask without a pause. */
  private void pause() {
    try {
      Thread.sleep(between);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeployException(InterruptNotice.STOPPED);
    }
  }
}
