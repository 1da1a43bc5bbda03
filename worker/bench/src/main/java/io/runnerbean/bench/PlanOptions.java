package io.runnerbean.bench;

import io.runnerbean.bench.Plan.Rounds;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The options for the size of the benchmarks. */
final class PlanOptions {

  @Option(
      names = "--rounds",
      defaultValue = "10",
      description = "rounds that count (default: ${DEFAULT-VALUE})")
  private int rounds;

  @Option(
      names = "--warm-up",
      defaultValue = "10",
      description = "rounds before these, which do not count (default: ${DEFAULT-VALUE})")
  private int warmUp;

  @Option(
      names = "--seconds",
      defaultValue = "4",
      description = "how long each contender runs in a round (default: ${DEFAULT-VALUE})")
  private int seconds;

  @Option(
      names = "--connections",
      defaultValue = "50",
      description = "connections that post at the same time (default: ${DEFAULT-VALUE})")
  private int connections;

  @Option(
      names = "--messages",
      defaultValue = "10000",
      description = "messages or runs in the queue when a round begins (default: ${DEFAULT-VALUE})")
  private int messages;

  @Option(
      names = "--starts",
      defaultValue = "40",
      description = "how often to start each server (default: ${DEFAULT-VALUE})")
  private int starts;

  @Option(
      names = "--history",
      defaultValue = "10000000",
      description =
          "finished runs in long_history, and in sql up to 3 million (default: ${DEFAULT-VALUE})")
  private int history;

  /**
   * Returns the plan with these options.
   *
   * @throws IllegalArgumentException if a value is too small; the message names it
   */
  Plan plan() {
    return new Plan(
        connections,
        new Rounds("warm-up", warmUp),
        new Rounds("round", rounds),
        Duration.ofSeconds(seconds),
        messages,
        starts,
        history);
  }
}
