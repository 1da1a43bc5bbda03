package io.runnerbean.bench;

import io.runnerbean.bench.Plan.Rounds;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How much a benchmark measures. */
final class PlanOptions {

  @Option(
      names = "--rounds",
      defaultValue = "10",
      description = "how often each side works (default: ${DEFAULT-VALUE})")
  private int rounds;

  @Option(
      names = "--warm-up",
      defaultValue = "10",
      description = "rounds before, which are not counted (default: ${DEFAULT-VALUE})")
  private int warmUp;

  @Option(
      names = "--seconds",
      defaultValue = "4",
      description = "how long one round lasts, for each side (default: ${DEFAULT-VALUE})")
  private int seconds;

  @Option(
      names = "--connections",
      defaultValue = "50",
      description = "how many post at once (default: ${DEFAULT-VALUE})")
  private int connections;

  @Option(
      names = "--messages",
      defaultValue = "10000",
      description = "how many jobs wait when a round begins (default: ${DEFAULT-VALUE})")
  private int messages;

  @Option(
      names = "--starts",
      defaultValue = "40",
      description = "how often each server is started (default: ${DEFAULT-VALUE})")
  private int starts;

  @Option(
      names = "--history",
      defaultValue = "10000000",
      description =
          "how many runs have finished already, where there are many (default: ${DEFAULT-VALUE})")
  private int history;

  /**
   * What they come to.
   *
   * @throws IllegalArgumentException naming what is too small
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
