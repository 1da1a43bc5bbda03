package io.runnerbean.bench;

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
 * @param history how many finished runs there are, where there are many
 */
public record Plan(
    int connections,
    Rounds warmUp,
    Rounds measured,
    Duration each,
    int messages,
    int starts,
    int history) {

  /** Checks that there is something to measure. */
  public Plan {
    require("connections", connections, 1);
    require("warm-up", warmUp.times(), 0);
    require("rounds", measured.times(), 1);
    require("seconds", each.toSeconds(), 1);
    require("messages", messages, 1);
    require("starts", starts, 1);
    require("history", history, 1);
  }

  private static void require(String name, long value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "--%s is %d; it must be at least %d".formatted(name, value, least));
    }
  }

  /**
   * Both sides work in turns.
   *
   * @param name as people read it
   */
  public record Rounds(String name, int times) {}
}
