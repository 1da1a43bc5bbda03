package io.runnerbean.bench;

import java.time.Duration;

/**
 * The size of the benchmarks.
 *
 * @param connections the number of connections that post at the same time
 * @param warmUp rounds that do not count, because the JIT compiler has not finished
 * @param measured rounds that count
 * @param each how long each contender runs in a round
 * @param messages the number of messages or runs in the queue when a round begins
 * @param starts how often each server is started
 * @param history the number of finished runs in the benchmark of a long history
 */
public record Plan(
    int connections,
    Rounds warmUp,
    Rounds measured,
    Duration each,
    int messages,
    int starts,
    int history) {

  /** Checks the minimum of each value. */
  public Plan {
    require("connections", connections, 1);
    require("warm-up", warmUp.times(), 0);
    require("rounds", measured.times(), 1);
    require("seconds", each.toSeconds(), 1);
    require("messages", messages, 1);
    require("starts", starts, 1);
    require("history", history, 1);
  }

  /** Checks the minimum of an option. */
  static void require(String name, long value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "--%s is %d; it must be at least %d".formatted(name, value, least));
    }
  }

  /**
   * Rounds, in each of which both contenders run.
   *
   * @param name the name in the progress lines
   */
  public record Rounds(String name, int times) {}
}
