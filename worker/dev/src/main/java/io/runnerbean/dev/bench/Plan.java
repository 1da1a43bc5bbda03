package io.runnerbean.dev.bench;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param connections that post at once
 * @param warmUp what is not counted: the JIT compiler has that long
 * @param measured what is
 * @param starts how often each server is started
 */
public record Plan(int connections, Rounds warmUp, Rounds measured, int starts) {

  /**
   * Both sides work in turns.
   *
   * @param name as people read it
   * @param each how long a side works in each
   */
  public record Rounds(String name, int times, Duration each) {}
}
