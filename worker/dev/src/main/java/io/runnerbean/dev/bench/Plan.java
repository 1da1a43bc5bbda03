package io.runnerbean.dev.bench;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param connections that post at once
 * @param warmUp what is not counted: the JIT compiler has that long
 * @param measured what is
 * @param each how long a side works in a round
 * @param messages how many are in the queue when a round begins, where there is one
 * @param starts how often each server is started
 */
public record Plan(
    int connections, Rounds warmUp, Rounds measured, Duration each, int messages, int starts) {

  /**
   * Both sides work in turns.
   *
   * @param name as people read it
   */
  public record Rounds(String name, int times) {}
}
