package io.runnerbean.deploy.console;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Polls AWS until an operation has ended.
 *
 * @param interval between two polls
 * @param timeout after which polling fails
 */
public record Polling(Duration interval, Duration timeout) {

  /** The interval of AWS's own tools, because AWS throttles calls. */
  public static Polling standard() {
    return new Polling(Duration.ofSeconds(5), Duration.ofHours(2));
  }

  /** The same with at most this timeout. */
  public Polling atMost(Duration limit) {
    return new Polling(interval, limit.compareTo(timeout) < 0 ? limit : timeout);
  }

  /**
   * Polls until {@code isDone} returns true.
   *
   * @param subject the subject of the message of a timeout
   * @throws TimedOutException if that takes longer than the timeout
   */
  public void until(String subject, Supplier<Boolean> isDone) {
    long end = System.nanoTime() + timeout.toNanos();
    while (!isDone.get()) {
      if (System.nanoTime() - end > 0) {
        throw new TimedOutException(subject, timeout);
      }
      pause();
    }
  }

  /** Sleeps, because AWS sends no notification when an operation ends. */
  private void pause() {
    try {
      Thread.sleep(interval);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeployException(InterruptNotice.STOPPED);
    }
  }
}
