package io.runnerbean.bench;

import java.time.Duration;
import picocli.CommandLine.Option;

/** The options for the size of the comparison with rivals. */
final class RivalPlan {

  @Option(
      names = "--rounds",
      defaultValue = "5",
      description = "how often each program is started and measured (default: ${DEFAULT-VALUE})")
  private int rounds;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description =
          "load between the first 20 s of a process and the measurement (default: ${DEFAULT-VALUE})")
  private int warmUp;

  @Option(
      names = "--seconds",
      defaultValue = "15",
      description = "how long each program is measured in a round (default: ${DEFAULT-VALUE})")
  private int seconds;

  @Option(
      names = "--connections",
      defaultValue = "50",
      description = "connections that post at the same time (default: ${DEFAULT-VALUE})")
  private int connections;

  @Option(
      names = "--messages",
      defaultValue = "60000",
      description = "messages in the SQS queue when a round begins (default: ${DEFAULT-VALUE})")
  private int messages;

  /**
   * Checks the minimum of each option.
   *
   * @throws IllegalArgumentException if a value is too small; the message names it
   */
  void check() {
    Plan.require("rounds", rounds, 1);
    Plan.require("warm-up", warmUp, 0);
    Plan.require("seconds", seconds, 1);
    Plan.require("connections", connections, 1);
    Plan.require("messages", messages, 100);
  }

  int rounds() {
    return rounds;
  }

  Duration warmUp() {
    return Duration.ofSeconds(warmUp);
  }

  Duration measured() {
    return Duration.ofSeconds(seconds);
  }

  int connections() {
    return connections;
  }

  int messages() {
    return messages;
  }
}
