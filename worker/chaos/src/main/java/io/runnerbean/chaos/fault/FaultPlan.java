package io.runnerbean.chaos.fault;

import io.runnerbean.chaos.fault.Fault.TransientFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * All faults of a run and their times. The same seed makes the same plan.
 *
 * @param length from the first fault to the last
 * @param faults one after the other, while processes are killed
 */
public record FaultPlan(long seed, Duration length, List<TimedFault> faults) {

  private static final int SHORTEST_GAP = 100;
  private static final int LONGEST_GAP = 5000;
  private static final int SHORTEST_SPELL = 500;
  private static final int LONGEST_SPELL = 4000;
  private static final int LONGEST_START = 1000;
  private static final int LONGEST_LIFE = 8000;

  /** On average, one of this many processes is stopped by SIGTERM; the others are killed. */
  private static final int STOPPED = 6;

  /** On average, one of this many processes ends while it starts. */
  private static final int STARTING = 6;

  private static final List<Duration> CLOCK_ERRORS =
      List.of(
          Duration.ZERO,
          Duration.ofSeconds(40),
          Duration.ofSeconds(-40),
          Duration.ofHours(2),
          Duration.ofHours(-2));

  public FaultPlan {
    faults = List.copyOf(faults);
  }

  /**
   * A fault and its time.
   *
   * @param at since the faults began
   */
  public record TimedFault(Duration at, TransientFault fault) {}

  /** For a run of this length. */
  public static FaultPlan of(long seed, Duration length) {
    return new FaultPlan(seed, length, faults(new SplittableRandom(seed), length));
  }

  /** When and how a process ends. Its first start has the number 1. */
  public ProcessLifetime life(TargetProcess target, int start) {
    SplittableRandom random = of(target, start);
    Fault.End end = random.nextInt(STOPPED) == 0 ? new Fault.Stop(target) : new Fault.Kill(target);
    boolean starting = random.nextInt(STARTING) == 0;
    return new ProcessLifetime(
        starting, millis(random, 0, starting ? LONGEST_START : LONGEST_LIFE), end);
  }

  /** The error of its clock. */
  public Duration clockError(TargetProcess target, int start) {
    return oneOf(of(target, start).split(), CLOCK_ERRORS);
  }

  private SplittableRandom of(TargetProcess target, int start) {
    return new SplittableRandom(31 * (31 * seed + start) + target.name().hashCode());
  }

  private static List<TimedFault> faults(SplittableRandom random, Duration length) {
    List<TimedFault> faults = new ArrayList<>();
    Duration at = millis(random, SHORTEST_GAP, LONGEST_GAP);
    while (at.compareTo(length) < 0) {
      Duration lasts = millis(random, SHORTEST_SPELL, LONGEST_SPELL);
      faults.add(
          new TimedFault(
              at, new TransientFault(oneOf(random, List.of(FaultKind.values())), lasts)));
      at = at.plus(lasts).plus(millis(random, SHORTEST_GAP, LONGEST_GAP));
    }
    return faults;
  }

  private static Duration millis(SplittableRandom random, int least, int most) {
    return Duration.ofMillis(random.nextInt(least, most));
  }

  private static <T> T oneOf(SplittableRandom random, List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
