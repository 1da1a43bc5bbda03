package io.runnerbean.engine.slots;

import java.time.Duration;

/** Slots for jobs that run. */
public interface ExecutionSlots {

  /** The number of slots, free or taken. */
  int size();

  /**
   * Waits for a slot, and takes further ones that are free for this caller.
   *
   * @param most how many it takes at most
   * @return how many it has taken
   */
  int take(int most) throws InterruptedException;

  /** Gives this many slots back. */
  void release(int many);

  /** Waits until no slot is taken, at most this long. */
  void awaitIdle(Duration most) throws InterruptedException;
}
