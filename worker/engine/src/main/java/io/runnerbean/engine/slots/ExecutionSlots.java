package io.runnerbean.engine.slots;

import java.time.Duration;

/** ClaimSize for jobs at work. */
public interface ExecutionSlots {

  /** How many there are in all. */
  int size();

  /**
   * Waits for a slot, and takes those beside it that nobody else wants.
   *
   * @param most how many it takes at most
   * @return how many it has taken
   */
  int take(int most) throws InterruptedException;

  /** Gives so many back. */
  void release(int many);

  /** Waits until none is taken, at most that long. */
  void awaitIdle(Duration most) throws InterruptedException;
}
